using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_bookings_reason_if_cancelled",
                table: "bookings");

            migrationBuilder.AlterColumn<byte[]>(
                name: "reason",
                table: "bookings",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AlterColumn<byte[]>(
                name: "postcode",
                table: "bookings",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AlterColumn<byte[]>(
                name: "nhs_number",
                table: "bookings",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AlterColumn<byte[]>(
                name: "given_name",
                table: "bookings",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AlterColumn<byte[]>(
                name: "family_name",
                table: "bookings",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AlterColumn<byte[]>(
                name: "date_of_birth",
                table: "bookings",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AlterColumn<byte[]>(
                name: "communication_needs",
                table: "bookings",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "bookings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_bookings_not_erased",
                table: "bookings",
                columns: new[] { "ends_at", "id" },
                filter: "erased_at IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_bookings_erased_has_no_person",
                table: "bookings",
                sql: "num_nonnulls(nhs_number, family_name, given_name, date_of_birth, postcode, reason, communication_needs) = CASE WHEN erased_at IS NULL THEN 7 ELSE 0 END AND (erased_at IS NULL OR num_nonnulls(phone, cancellation_reason) = 0)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_bookings_reason_if_cancelled",
                table: "bookings",
                sql: "erased_at IS NOT NULL OR (status = 'Cancelled') = (cancellation_reason IS NOT NULL)");

            migrationBuilder.Sql(BookingGuards.KeepClosedButForEncryptionAndErasure);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(BookingGuards.KeepClosedButForEncryption);
            migrationBuilder.DropIndex(
                name: "ix_bookings_not_erased",
                table: "bookings");

            migrationBuilder.DropCheckConstraint(
                name: "ck_bookings_erased_has_no_person",
                table: "bookings");

            migrationBuilder.DropCheckConstraint(
                name: "ck_bookings_reason_if_cancelled",
                table: "bookings");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "bookings");

            migrationBuilder.AlterColumn<byte[]>(
                name: "reason",
                table: "bookings",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.AlterColumn<byte[]>(
                name: "postcode",
                table: "bookings",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.AlterColumn<byte[]>(
                name: "nhs_number",
                table: "bookings",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.AlterColumn<byte[]>(
                name: "given_name",
                table: "bookings",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.AlterColumn<byte[]>(
                name: "family_name",
                table: "bookings",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.AlterColumn<byte[]>(
                name: "date_of_birth",
                table: "bookings",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.AlterColumn<byte[]>(
                name: "communication_needs",
                table: "bookings",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_bookings_reason_if_cancelled",
                table: "bookings",
                sql: "(status = 'Cancelled') = (cancellation_reason IS NOT NULL)");
        }
    }
}
