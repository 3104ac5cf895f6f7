using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Identity.Migrations
{
    /// <inheritdoc />
    public partial class Federation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_account_logins",
                table: "account_logins");

            migrationBuilder.AddColumn<string>(
                name: "provider",
                table: "memberships",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AlterColumn<byte[]>(
                name: "sealed_email",
                table: "accounts",
                type: "bytea",
                maxLength: 1000,
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldMaxLength: 1000);

            migrationBuilder.AlterColumn<string>(
                name: "email_hash",
                table: "accounts",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(64)",
                oldMaxLength: 64);

            migrationBuilder.AddPrimaryKey(
                name: "pk_account_logins",
                table: "account_logins",
                columns: new[] { "login_provider", "provider_key" });

            migrationBuilder.CreateTable(
                name: "pending_sign_ins",
                columns: table => new
                {
                    state_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    browser_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    provider = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    return_to = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pending_sign_ins", x => x.state_hash);
                });

            migrationBuilder.CreateIndex(
                name: "ix_pending_sign_ins_expires_at",
                table: "pending_sign_ins",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pending_sign_ins");

            migrationBuilder.DropPrimaryKey(
                name: "pk_account_logins",
                table: "account_logins");

            migrationBuilder.DropColumn(
                name: "provider",
                table: "memberships");

            migrationBuilder.AlterColumn<byte[]>(
                name: "sealed_email",
                table: "accounts",
                type: "bytea",
                maxLength: 1000,
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldMaxLength: 1000,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "email_hash",
                table: "accounts",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(64)",
                oldMaxLength: 64,
                oldNullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "PK_account_logins",
                table: "account_logins",
                columns: new[] { "login_provider", "provider_key" });
        }
    }
}
