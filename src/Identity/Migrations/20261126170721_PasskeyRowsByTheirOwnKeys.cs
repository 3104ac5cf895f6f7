using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Identity.Migrations
{
    /// <inheritdoc />
    public partial class PasskeyRowsByTheirOwnKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Names are bound to the key of their row from now on: a passkey of before must be registered anew.
            migrationBuilder.Sql("delete from passkey_questions; delete from account_passkeys;");

            migrationBuilder.DropPrimaryKey(
                name: "PK_passkey_questions",
                table: "passkey_questions");

            migrationBuilder.DropPrimaryKey(
                name: "pk_passkey_notes",
                table: "passkey_notes");

            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "passkey_questions",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "passkey_notes",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddPrimaryKey(
                name: "PK_passkey_questions",
                table: "passkey_questions",
                column: "id");

            migrationBuilder.AddPrimaryKey(
                name: "PK_passkey_notes",
                table: "passkey_notes",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ux_passkey_notes_credential",
                table: "passkey_notes",
                column: "credential_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_passkey_questions",
                table: "passkey_questions");

            migrationBuilder.DropPrimaryKey(
                name: "PK_passkey_notes",
                table: "passkey_notes");

            migrationBuilder.DropIndex(
                name: "ux_passkey_notes_credential",
                table: "passkey_notes");

            migrationBuilder.DropColumn(
                name: "id",
                table: "passkey_questions");

            migrationBuilder.DropColumn(
                name: "id",
                table: "passkey_notes");

            migrationBuilder.AddPrimaryKey(
                name: "PK_passkey_questions",
                table: "passkey_questions",
                column: "secret_hash");

            migrationBuilder.AddPrimaryKey(
                name: "pk_passkey_notes",
                table: "passkey_notes",
                column: "credential_id");
        }
    }
}
