using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Identity.Migrations
{
    /// <inheritdoc />
    public partial class ErasedAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<byte[]>(
                name: "sealed_name",
                table: "accounts",
                type: "bytea",
                maxLength: 1000,
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldMaxLength: 1000);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "accounts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_accounts_erased_has_no_person",
                table: "accounts",
                sql: "case when erased_at is null then sealed_name is not null else suspended_at is not null and num_nonnulls(sealed_email, email_hash, sealed_name, password_hash) = 0 end");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_accounts_erased_has_no_person",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "accounts");

            migrationBuilder.AlterColumn<byte[]>(
                name: "sealed_name",
                table: "accounts",
                type: "bytea",
                maxLength: 1000,
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldMaxLength: 1000,
                oldNullable: true);
        }
    }
}
