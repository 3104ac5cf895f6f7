using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class SeriesBundlesAndArrivals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_bookings_erased_has_no_person",
                table: "bookings");

            migrationBuilder.AddColumn<bool>(
                name: "overbooked",
                table: "resource_claims",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "open_holds_max",
                table: "place_settings",
                type: "integer",
                nullable: false,
                defaultValue: 20);

            migrationBuilder.AddColumn<int>(
                name: "overbookings_per_day",
                table: "place_settings",
                type: "integer",
                nullable: false,
                defaultValue: 2);

            migrationBuilder.AddColumn<Guid>(
                name: "bundle",
                table: "bookings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_overbooked",
                table: "bookings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<byte[]>(
                name: "overbooking_reason",
                table: "bookings",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "series",
                table: "bookings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_resource_claims_only_bookings_on_top",
                table: "resource_claims",
                sql: "NOT overbooked OR booking IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_holds_open",
                table: "holds",
                columns: new[] { "holder_subject", "expires_at" },
                filter: "used_for IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bookings_bundle",
                table: "bookings",
                column: "bundle",
                filter: "bundle IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bookings_series",
                table: "bookings",
                column: "series",
                filter: "series IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_bookings_erased_has_no_person",
                table: "bookings",
                sql: "num_nonnulls(nhs_number, family_name, given_name, date_of_birth, postcode, reason, communication_needs) = CASE WHEN erased_at IS NULL THEN 7 ELSE 0 END AND (erased_at IS NULL OR num_nonnulls(phone, contact, cancellation_reason, overbooking_reason) = 0)");

            // The overbooked stand apart from all others: one on top of a time, and never two.
            migrationBuilder.Sql(
                """
                ALTER TABLE resource_claims DROP CONSTRAINT ex_resource_claims_no_overlap,
                ADD CONSTRAINT ex_resource_claims_no_overlap EXCLUDE USING gist (resource WITH =, during WITH &&) WHERE (NOT overbooked),
                ADD CONSTRAINT ex_resource_claims_one_on_top EXCLUDE USING gist (resource WITH =, during WITH &&) WHERE (overbooked)
                """);
            migrationBuilder.Sql(BookingGuards.KeepClosedUntilSeen);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(BookingGuards.KeepClosedWithContact);
            migrationBuilder.Sql(
                """
                ALTER TABLE resource_claims DROP CONSTRAINT ex_resource_claims_one_on_top, DROP CONSTRAINT ex_resource_claims_no_overlap,
                ADD CONSTRAINT ex_resource_claims_no_overlap EXCLUDE USING gist (resource WITH =, during WITH &&)
                """);
            migrationBuilder.DropCheckConstraint(
                name: "ck_resource_claims_only_bookings_on_top",
                table: "resource_claims");

            migrationBuilder.DropIndex(
                name: "ix_holds_open",
                table: "holds");

            migrationBuilder.DropIndex(
                name: "ix_bookings_bundle",
                table: "bookings");

            migrationBuilder.DropIndex(
                name: "ix_bookings_series",
                table: "bookings");

            migrationBuilder.DropCheckConstraint(
                name: "ck_bookings_erased_has_no_person",
                table: "bookings");

            migrationBuilder.DropColumn(
                name: "overbooked",
                table: "resource_claims");

            migrationBuilder.DropColumn(
                name: "open_holds_max",
                table: "place_settings");

            migrationBuilder.DropColumn(
                name: "overbookings_per_day",
                table: "place_settings");

            migrationBuilder.DropColumn(
                name: "bundle",
                table: "bookings");

            migrationBuilder.DropColumn(
                name: "is_overbooked",
                table: "bookings");

            migrationBuilder.DropColumn(
                name: "overbooking_reason",
                table: "bookings");

            migrationBuilder.DropColumn(
                name: "series",
                table: "bookings");

            migrationBuilder.AddCheckConstraint(
                name: "ck_bookings_erased_has_no_person",
                table: "bookings",
                sql: "num_nonnulls(nhs_number, family_name, given_name, date_of_birth, postcode, reason, communication_needs) = CASE WHEN erased_at IS NULL THEN 7 ELSE 0 END AND (erased_at IS NULL OR num_nonnulls(phone, contact, cancellation_reason) = 0)");
        }
    }
}
