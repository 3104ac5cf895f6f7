using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class BreakGlass : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "break_glass_grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    session_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    organisation_code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    category = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    review_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    review_note = table.Column<byte[]>(type: "bytea", nullable: true),
                    reviewed_by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    reviewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_break_glass_grants", x => x.id);
                    table.CheckConstraint("ck_break_glass_grants_ends_after_opening", "expires_at > opened_at and ended_at >= opened_at");
                    table.CheckConstraint("ck_break_glass_grants_not_reviewed_by_themselves", "reviewed_by_subject <> subject");
                    table.CheckConstraint("ck_break_glass_grants_review_is_whole", "num_nulls(outcome, review_note, reviewed_by_subject, reviewed_at) in (0, 4)");
                });

            migrationBuilder.CreateIndex(
                name: "ix_break_glass_grants_open_reviews",
                table: "break_glass_grants",
                columns: new[] { "review_due_at", "id" },
                filter: "reviewed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_break_glass_grants_opened_at",
                table: "break_glass_grants",
                columns: new[] { "opened_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_break_glass_grants_subject",
                table: "break_glass_grants",
                columns: new[] { "subject", "opened_at" });
            migrationBuilder.Sql(BookingGuards.KeepGrants);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "break_glass_grants");
            migrationBuilder.Sql("DROP FUNCTION keep_break_glass_grants()");
        }
    }
}
