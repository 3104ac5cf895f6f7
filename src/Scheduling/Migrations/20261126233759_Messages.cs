using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class Messages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_service_requests_erased_has_no_person",
                table: "service_requests");

            migrationBuilder.DropCheckConstraint(
                name: "ck_bookings_erased_has_no_person",
                table: "bookings");

            migrationBuilder.AddColumn<string>(
                name: "address",
                table: "sites",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "postcode",
                table: "sites",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "contact",
                table: "service_requests",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "contact",
                table: "bookings",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    booking = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    booking_sequence = table.Column<int>(type: "integer", nullable: false),
                    channel = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    state_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    claim = table.Column<Guid>(type: "uuid", nullable: true),
                    claimed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_failure = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_messages", x => x.id);
                    table.CheckConstraint("ck_messages_claimed_by_somebody", "(state = 'Claimed') <= (claim IS NOT NULL AND claimed_until IS NOT NULL)");
                    table.CheckConstraint("ck_messages_letters_are_printed", "CASE WHEN channel = 'Letter' THEN state IN ('Waiting', 'Printed', 'Obsolete') ELSE state <> 'Printed' END");
                    table.CheckConstraint("ck_messages_sent_was_given", "(state IN ('Sent', 'Uncertain')) <= (given_at IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_messages_bookings_booking",
                        column: x => x.booking,
                        principalTable: "bookings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_service_requests_erased_has_no_person",
                table: "service_requests",
                sql: "num_nonnulls(nhs_number, family_name, given_name, date_of_birth, postcode, reason, communication_needs, needs) = CASE WHEN erased_at IS NULL THEN 8 ELSE 0 END AND (erased_at IS NULL OR num_nonnulls(phone, contact, advice, withdrawal_reason) = 0)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_bookings_erased_has_no_person",
                table: "bookings",
                sql: "num_nonnulls(nhs_number, family_name, given_name, date_of_birth, postcode, reason, communication_needs) = CASE WHEN erased_at IS NULL THEN 7 ELSE 0 END AND (erased_at IS NULL OR num_nonnulls(phone, contact, cancellation_reason) = 0)");

            migrationBuilder.CreateIndex(
                name: "ix_messages_claimed",
                table: "messages",
                column: "claimed_until",
                filter: "state = 'Claimed'");

            migrationBuilder.CreateIndex(
                name: "ix_messages_troubled",
                table: "messages",
                column: "state_since",
                filter: "state IN ('Failed', 'Uncertain')");

            migrationBuilder.CreateIndex(
                name: "ix_messages_waiting",
                table: "messages",
                column: "next_attempt_at",
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ux_messages_once",
                table: "messages",
                columns: new[] { "booking", "kind", "booking_sequence", "channel" },
                unique: true);
            migrationBuilder.Sql(BookingGuards.KeepClosedWithContact);
            migrationBuilder.Sql(ReferralGuards.KeepClosedWithContact);
            migrationBuilder.Sql(MessageGuards.KeepEndedMessages);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(BookingGuards.KeepClosedButForEncryptionAndErasure);
            migrationBuilder.Sql(ReferralGuards.KeepClosedAlone);
            migrationBuilder.Sql("DROP TRIGGER keep_ended_messages ON messages; DROP FUNCTION keep_ended_messages();");
            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropCheckConstraint(
                name: "ck_service_requests_erased_has_no_person",
                table: "service_requests");

            migrationBuilder.DropCheckConstraint(
                name: "ck_bookings_erased_has_no_person",
                table: "bookings");

            migrationBuilder.DropColumn(
                name: "address",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "postcode",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "contact",
                table: "service_requests");

            migrationBuilder.DropColumn(
                name: "contact",
                table: "bookings");

            migrationBuilder.AddCheckConstraint(
                name: "ck_service_requests_erased_has_no_person",
                table: "service_requests",
                sql: "num_nonnulls(nhs_number, family_name, given_name, date_of_birth, postcode, reason, communication_needs, needs) = CASE WHEN erased_at IS NULL THEN 8 ELSE 0 END AND (erased_at IS NULL OR num_nonnulls(phone, advice, withdrawal_reason) = 0)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_bookings_erased_has_no_person",
                table: "bookings",
                sql: "num_nonnulls(nhs_number, family_name, given_name, date_of_birth, postcode, reason, communication_needs) = CASE WHEN erased_at IS NULL THEN 7 ELSE 0 END AND (erased_at IS NULL OR num_nonnulls(phone, cancellation_reason) = 0)");
        }
    }
}
