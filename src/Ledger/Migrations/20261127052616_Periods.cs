using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class Periods : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "period_closings",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    period = table.Column<DateOnly>(type: "date", nullable: false),
                    times = table.Column<int>(type: "integer", nullable: false),
                    items = table.Column<string>(type: "jsonb", nullable: false),
                    closed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_period_closings", x => new { x.fund_code, x.period, x.times });
                    table.CheckConstraint("ck_period_closings_times", "times > 0");
                    table.ForeignKey(
                        name: "FK_period_closings_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "risk_share_settlements",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    run = table.Column<int>(type: "integer", nullable: false),
                    agreement_version = table.Column<int>(type: "integer", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    outside_pence = table.Column<long>(type: "bigint", nullable: false),
                    underspend_pence = table.Column<long>(type: "bigint", nullable: false),
                    underspend_use = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    partners = table.Column<List<string>>(type: "text[]", nullable: false),
                    shares_pence = table.Column<List<long>>(type: "bigint[]", nullable: false),
                    settled_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_risk_share_settlements", x => new { x.fund_code, x.run });
                    table.CheckConstraint("ck_risk_share_settlements_amounts", "outside_pence >= 0 AND underspend_pence >= 0");
                    table.CheckConstraint("ck_risk_share_settlements_shares", "cardinality(partners) = cardinality(shares_pence)");
                    table.ForeignKey(
                        name: "FK_risk_share_settlements_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "year_closes",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    next_fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    carried_forward_pence = table.Column<long>(type: "bigint", nullable: false),
                    committed_pence = table.Column<long>(type: "bigint", nullable: false),
                    bookings = table.Column<int>(type: "integer", nullable: false),
                    entry_numbers = table.Column<List<long>>(type: "bigint[]", nullable: false),
                    next_entry_numbers = table.Column<List<long>>(type: "bigint[]", nullable: false),
                    closed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_year_closes", x => x.fund_code);
                    table.CheckConstraint("ck_year_closes_entries", "cardinality(entry_numbers) = cardinality(next_entry_numbers)");
                    table.CheckConstraint("ck_year_closes_next", "next_fund_code <> fund_code");
                    table.ForeignKey(
                        name: "FK_year_closes_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_year_closes_funds_next_fund_code",
                        column: x => x.next_fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "period_reopenings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    period = table.Column<DateOnly>(type: "date", nullable: false),
                    times = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    asked_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_approved = table.Column<bool>(type: "boolean", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_period_reopenings", x => x.id);
                    table.CheckConstraint("ck_period_reopenings_decision", "(decided_by IS NULL) = (decided_at IS NULL) AND (decided_at IS NULL) = (is_approved IS NULL)");
                    table.CheckConstraint("ck_period_reopenings_four_eyes", "decided_by <> asked_by");
                    table.ForeignKey(
                        name: "FK_period_reopenings_period_closings_fund_code_period_times",
                        columns: x => new { x.fund_code, x.period, x.times },
                        principalTable: "period_closings",
                        principalColumns: new[] { "fund_code", "period", "times" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_period_reopenings_approved",
                table: "period_reopenings",
                columns: new[] { "fund_code", "period", "times" },
                unique: true,
                filter: "is_approved");

            migrationBuilder.CreateIndex(
                name: "ux_period_reopenings_waiting",
                table: "period_reopenings",
                columns: new[] { "fund_code", "period" },
                unique: true,
                filter: "decided_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_year_closes_next_fund_code",
                table: "year_closes",
                column: "next_fund_code");

            migrationBuilder.AddPeriodGuards();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPeriodGuards();

            migrationBuilder.DropTable(
                name: "period_reopenings");

            migrationBuilder.DropTable(
                name: "risk_share_settlements");

            migrationBuilder.DropTable(
                name: "year_closes");

            migrationBuilder.DropTable(
                name: "period_closings");
        }
    }
}
