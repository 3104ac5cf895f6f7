using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class Referrals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "request",
                table: "bookings",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "service_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(11)", maxLength: 11, nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    person_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    priority = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    consulted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    service = table.Column<Guid>(type: "uuid", nullable: false),
                    neighbourhood_code = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    referred_by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    referred_by_organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    stage = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    team = table.Column<Guid>(type: "uuid", nullable: true),
                    booking = table.Column<Guid>(type: "uuid", nullable: true),
                    act_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lost_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    breached_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    erased_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    date_of_birth = table.Column<byte[]>(type: "bytea", nullable: true),
                    family_name = table.Column<byte[]>(type: "bytea", nullable: true),
                    given_name = table.Column<byte[]>(type: "bytea", nullable: true),
                    nhs_number = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone = table.Column<byte[]>(type: "bytea", nullable: true),
                    postcode = table.Column<byte[]>(type: "bytea", nullable: true),
                    advice = table.Column<byte[]>(type: "bytea", nullable: true),
                    communication_needs = table.Column<byte[]>(type: "bytea", nullable: true),
                    needs = table.Column<byte[]>(type: "bytea", nullable: true),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    withdrawal_reason = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_requests", x => x.id);
                    table.CheckConstraint("ck_service_requests_advice_is_not_booked", "kind = 'Referral' OR stage IN ('Received', 'ReturnedWithAdvice', 'Withdrawn')");
                    table.CheckConstraint("ck_service_requests_booked_by_stage", "(stage = 'Booked') <= (booking IS NOT NULL)");
                    table.CheckConstraint("ck_service_requests_closed_by_stage", "(closed_at IS NOT NULL) = (stage IN ('Seen', 'ReturnedWithAdvice', 'Withdrawn'))");
                    table.CheckConstraint("ck_service_requests_erased_has_no_person", "num_nonnulls(nhs_number, family_name, given_name, date_of_birth, postcode, reason, communication_needs, needs) = CASE WHEN erased_at IS NULL THEN 8 ELSE 0 END AND (erased_at IS NULL OR num_nonnulls(phone, advice, withdrawal_reason) = 0)");
                    table.CheckConstraint("ck_service_requests_only_closed_are_erased", "erased_at IS NULL OR closed_at IS NOT NULL");
                });

            migrationBuilder.CreateTable(
                name: "wait_standards",
                columns: table => new
                {
                    priority = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    act_within_hours = table.Column<int>(type: "integer", nullable: false),
                    seen_within_days = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wait_standards", x => x.priority);
                    table.CheckConstraint("ck_wait_standards_positive", "act_within_hours > 0 AND seen_within_days > 0");
                });

            migrationBuilder.CreateTable(
                name: "service_request_history",
                columns: table => new
                {
                    request = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    stage = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    by_organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_request_history", x => new { x.request, x.sequence });
                    table.ForeignKey(
                        name: "FK_service_request_history_service_requests_request",
                        column: x => x.request,
                        principalTable: "service_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bookings_request",
                table: "bookings",
                column: "request",
                filter: "request IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_act_by",
                table: "service_requests",
                column: "act_by",
                filter: "act_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_due_by",
                table: "service_requests",
                column: "due_by",
                filter: "closed_at IS NULL AND breached_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_not_erased",
                table: "service_requests",
                columns: new[] { "closed_at", "id" },
                filter: "erased_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_open",
                table: "service_requests",
                columns: new[] { "service", "received_at" },
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_person",
                table: "service_requests",
                column: "person_key");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_referrer",
                table: "service_requests",
                column: "referred_by_organisation");

            migrationBuilder.CreateIndex(
                name: "ux_service_requests_booking",
                table: "service_requests",
                column: "booking",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_service_requests_reference",
                table: "service_requests",
                column: "reference",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_bookings_service_requests_request",
                table: "bookings",
                column: "request",
                principalTable: "service_requests",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
            migrationBuilder.Sql(ReferralGuards.KeepClosedReferrals);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER keep_closed_referrals ON service_requests; DROP FUNCTION keep_closed_referrals();");
            migrationBuilder.DropForeignKey(
                name: "FK_bookings_service_requests_request",
                table: "bookings");

            migrationBuilder.DropTable(
                name: "service_request_history");

            migrationBuilder.DropTable(
                name: "wait_standards");

            migrationBuilder.DropTable(
                name: "service_requests");

            migrationBuilder.DropIndex(
                name: "ix_bookings_request",
                table: "bookings");

            migrationBuilder.DropColumn(
                name: "request",
                table: "bookings");
        }
    }
}
