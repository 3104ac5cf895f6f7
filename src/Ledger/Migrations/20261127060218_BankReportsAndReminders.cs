using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class BankReportsAndReminders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bank_statements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    line_count = table.Column<int>(type: "integer", nullable: false),
                    new_line_count = table.Column<int>(type: "integer", nullable: false),
                    sent_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bank_statements", x => x.id);
                    table.ForeignKey(
                        name: "FK_bank_statements_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "finance_contacts",
                columns: table => new
                {
                    organisation_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    email_address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_finance_contacts", x => x.organisation_code);
                });

            migrationBuilder.CreateTable(
                name: "published_reports",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    figures = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_published_reports", x => new { x.fund_code, x.code });
                    table.ForeignKey(
                        name: "FK_published_reports_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "reminders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    partner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    state = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    state_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    claim = table.Column<Guid>(type: "uuid", nullable: true),
                    claimed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_failure = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reminders", x => x.id);
                    table.ForeignKey(
                        name: "FK_reminders_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rephasings",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    from_year = table.Column<int>(type: "integer", nullable: false),
                    to_year = table.Column<int>(type: "integer", nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    asked_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rephasings", x => new { x.fund_code, x.number });
                    table.CheckConstraint("ck_rephasings_amount", "amount_pence > 0");
                    table.CheckConstraint("ck_rephasings_number", "number > 0");
                    table.CheckConstraint("ck_rephasings_years", "from_year <> to_year");
                    table.ForeignKey(
                        name: "FK_rephasings_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bank_lines",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    statement = table.Column<Guid>(type: "uuid", nullable: false),
                    booked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    reference = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    payer = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    line_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bank_lines", x => new { x.fund_code, x.number });
                    table.CheckConstraint("ck_bank_lines_amount", "amount_pence <> 0");
                    table.ForeignKey(
                        name: "FK_bank_lines_bank_statements_statement",
                        column: x => x.statement,
                        principalTable: "bank_statements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bank_matches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    line_number = table.Column<int>(type: "integer", nullable: false),
                    entry_number = table.Column<long>(type: "bigint", nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    basis = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    explanation = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    matched_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    matched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    undone_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bank_matches", x => x.id);
                    table.CheckConstraint("ck_bank_matches_undone", "(undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL)");
                    table.ForeignKey(
                        name: "FK_bank_matches_bank_lines_fund_code_line_number",
                        columns: x => new { x.fund_code, x.line_number },
                        principalTable: "bank_lines",
                        principalColumns: new[] { "fund_code", "number" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_bank_matches_journal_entries_fund_code_entry_number",
                        columns: x => new { x.fund_code, x.entry_number },
                        principalTable: "journal_entries",
                        principalColumns: new[] { "fund_code", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_bank_lines_statement",
                table: "bank_lines",
                column: "statement");

            migrationBuilder.CreateIndex(
                name: "ux_bank_lines_line",
                table: "bank_lines",
                columns: new[] { "fund_code", "line_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bank_matches_line",
                table: "bank_matches",
                columns: new[] { "fund_code", "line_number" });

            migrationBuilder.CreateIndex(
                name: "ux_bank_matches_entry",
                table: "bank_matches",
                columns: new[] { "fund_code", "entry_number" },
                unique: true,
                filter: "undone_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_bank_statements_fund_code",
                table: "bank_statements",
                column: "fund_code");

            migrationBuilder.CreateIndex(
                name: "ix_reminders_waiting",
                table: "reminders",
                column: "next_attempt_at",
                filter: "state IN ('Waiting', 'Claimed')");

            migrationBuilder.CreateIndex(
                name: "ux_reminders_day",
                table: "reminders",
                columns: new[] { "fund_code", "partner", "due_on", "kind" },
                unique: true);

            migrationBuilder.AddBankGuards();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bank_matches");

            migrationBuilder.DropTable(
                name: "finance_contacts");

            migrationBuilder.DropTable(
                name: "published_reports");

            migrationBuilder.DropTable(
                name: "reminders");

            migrationBuilder.DropTable(
                name: "rephasings");

            migrationBuilder.DropTable(
                name: "bank_lines");

            migrationBuilder.DropTable(
                name: "bank_statements");
        }
    }
}
