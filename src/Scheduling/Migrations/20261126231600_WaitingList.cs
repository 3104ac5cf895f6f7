using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class WaitingList : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "waits_anywhere",
                table: "service_requests",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "waits_from",
                table: "service_requests",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "waiting_list_offers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    request = table.Column<Guid>(type: "uuid", nullable: false),
                    hold = table.Column<Guid>(type: "uuid", nullable: false),
                    team = table.Column<Guid>(type: "uuid", nullable: false),
                    member = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<Guid>(type: "uuid", nullable: true),
                    delivery = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    offered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    booking = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_waiting_list_offers", x => x.id);
                    table.CheckConstraint("ck_waiting_list_offers_accepted_is_booked", "(state = 'Accepted') = (booking IS NOT NULL)");
                    table.CheckConstraint("ck_waiting_list_offers_answer", "(state IN ('Accepted', 'Declined')) = (num_nonnulls(answered_at, answered_by_subject) = 2)");
                    table.CheckConstraint("ck_waiting_list_offers_answer_before_start", "answer_by < starts_at");
                    table.ForeignKey(
                        name: "FK_waiting_list_offers_bookings_booking",
                        column: x => x.booking,
                        principalTable: "bookings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_waiting_list_offers_service_requests_request",
                        column: x => x.request,
                        principalTable: "service_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_waiting_list_offers_booking",
                table: "waiting_list_offers",
                column: "booking");

            migrationBuilder.CreateIndex(
                name: "ix_waiting_list_offers_answer_by",
                table: "waiting_list_offers",
                column: "answer_by",
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_waiting_list_offers_request",
                table: "waiting_list_offers",
                columns: new[] { "request", "offered_at" });

            migrationBuilder.CreateIndex(
                name: "ux_waiting_list_offers_hold",
                table: "waiting_list_offers",
                column: "hold",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_waiting_list_offers_open",
                table: "waiting_list_offers",
                column: "request",
                unique: true,
                filter: "state = 'Open'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "waiting_list_offers");

            migrationBuilder.DropColumn(
                name: "waits_anywhere",
                table: "service_requests");

            migrationBuilder.DropColumn(
                name: "waits_from",
                table: "service_requests");
        }
    }
}
