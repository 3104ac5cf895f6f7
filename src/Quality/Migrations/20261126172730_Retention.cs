using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Quality.Migrations
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_restrictions_lift_has_reason",
                table: "restrictions");

            migrationBuilder.AlterColumn<byte[]>(
                name: "reason",
                table: "restrictions",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "restrictions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AlterColumn<byte[]>(
                name: "description",
                table: "incidents",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "incidents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_restrictions_erased_has_no_text",
                table: "restrictions",
                sql: "case when erased_at is null then reason is not null else num_nonnulls(reason, lift_reason) = 0 and lifted_at is not null end");

            migrationBuilder.AddCheckConstraint(
                name: "ck_restrictions_lift_has_reason",
                table: "restrictions",
                sql: "erased_at is not null or (lifted_at is null) = (lift_reason is null)");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_not_erased",
                table: "incidents",
                columns: new[] { "logged_at", "id" },
                filter: "erased_at is null");

            migrationBuilder.AddCheckConstraint(
                name: "ck_incidents_erased_has_no_text",
                table: "incidents",
                sql: "(erased_at is null) = (description is not null)");

            migrationBuilder.Sql(IncidentGuards.KeepAsToldButForEncryptionAndErasure);
            migrationBuilder.Sql(IncidentGuards.KeepErasedRestrictions);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(IncidentGuards.ForgetErasedRestrictions);
            migrationBuilder.Sql(IncidentGuards.KeepAsToldButForEncryption);
            migrationBuilder.DropCheckConstraint(
                name: "ck_restrictions_erased_has_no_text",
                table: "restrictions");

            migrationBuilder.DropCheckConstraint(
                name: "ck_restrictions_lift_has_reason",
                table: "restrictions");

            migrationBuilder.DropIndex(
                name: "ix_incidents_not_erased",
                table: "incidents");

            migrationBuilder.DropCheckConstraint(
                name: "ck_incidents_erased_has_no_text",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "restrictions");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "incidents");

            migrationBuilder.AlterColumn<byte[]>(
                name: "reason",
                table: "restrictions",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.AlterColumn<byte[]>(
                name: "description",
                table: "incidents",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_restrictions_lift_has_reason",
                table: "restrictions",
                sql: "(lifted_at is null) = (lift_reason is null)");
        }
    }
}
