using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class ContributionSchedules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "instalment",
                table: "contributions",
                type: "character varying(12)",
                maxLength: 12,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "place_settings",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    invoice_days_before = table.Column<int>(type: "integer", nullable: false),
                    reminder_days_before = table.Column<int>(type: "integer", nullable: false),
                    reminder_days_after = table.Column<int>(type: "integer", nullable: false),
                    notify_effects_by = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    agree_budget_by = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_place_settings", x => x.id);
                    table.CheckConstraint("ck_place_settings_one_row", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "planned_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    partner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    planned_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_planned_changes", x => x.id);
                    table.CheckConstraint("ck_planned_changes_amount", "amount_pence <> 0");
                    table.ForeignKey(
                        name: "FK_planned_changes_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_planned_changes_fund_code",
                table: "planned_changes",
                column: "fund_code");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "place_settings");

            migrationBuilder.DropTable(
                name: "planned_changes");

            migrationBuilder.DropColumn(
                name: "instalment",
                table: "contributions");
        }
    }
}
