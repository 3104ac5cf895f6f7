using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class Payments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bills",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    entry_number = table.Column<long>(type: "bigint", nullable: false),
                    payee = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    reference = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    registered_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bills", x => x.id);
                    table.CheckConstraint("ck_bills_amount", "amount_pence > 0");
                    table.ForeignKey(
                        name: "FK_bills_journal_entries_fund_code_entry_number",
                        columns: x => new { x.fund_code, x.entry_number },
                        principalTable: "journal_entries",
                        principalColumns: new[] { "fund_code", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payees",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    host_organisation_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    organisation_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: true),
                    details = table.Column<byte[]>(type: "bytea", nullable: false),
                    put_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    put_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payees", x => x.id);
                    table.CheckConstraint("ck_payees_version", "version > 0");
                });

            migrationBuilder.CreateTable(
                name: "payment_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    pay_on = table.Column<DateOnly>(type: "date", nullable: false),
                    total_pence = table.Column<long>(type: "bigint", nullable: false),
                    proposed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    entry_number = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_runs", x => x.id);
                    table.CheckConstraint("ck_payment_runs_decided", "(status = 'Proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL) AND (status = 'Rejected') = (reason IS NOT NULL)");
                    table.CheckConstraint("ck_payment_runs_four_eyes", "decided_by <> proposed_by");
                    table.CheckConstraint("ck_payment_runs_posted", "(status = 'Approved') = (entry_number IS NOT NULL)");
                    table.CheckConstraint("ck_payment_runs_status", "status IN ('Proposed', 'Approved', 'Rejected')");
                    table.CheckConstraint("ck_payment_runs_total", "total_pence > 0 AND number > 0");
                    table.ForeignKey(
                        name: "FK_payment_runs_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_payment_runs_journal_entries_fund_code_entry_number",
                        columns: x => new { x.fund_code, x.entry_number },
                        principalTable: "journal_entries",
                        principalColumns: new[] { "fund_code", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_instructions",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    payee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    item_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_instructions", x => new { x.run_id, x.position });
                    table.CheckConstraint("ck_payment_instructions_amount", "amount_pence > 0 AND item_count > 0");
                    table.ForeignKey(
                        name: "FK_payment_instructions_payees_payee_id",
                        column: x => x.payee_id,
                        principalTable: "payees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_payment_instructions_payment_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "payment_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_items",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    entry_number = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    bill_id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_items", x => new { x.fund_code, x.entry_number, x.position, x.bill_id });
                    table.ForeignKey(
                        name: "FK_payment_items_journal_entries_fund_code_entry_number",
                        columns: x => new { x.fund_code, x.entry_number },
                        principalTable: "journal_entries",
                        principalColumns: new[] { "fund_code", "number" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_payment_items_payment_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "payment_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_bills_fund_code_entry_number",
                table: "bills",
                columns: new[] { "fund_code", "entry_number" });

            migrationBuilder.CreateIndex(
                name: "ux_bills_reference",
                table: "bills",
                columns: new[] { "fund_code", "payee", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_payees_version",
                table: "payees",
                columns: new[] { "host_organisation_code", "organisation_code", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_instructions_payee_id",
                table: "payment_instructions",
                column: "payee_id");

            migrationBuilder.CreateIndex(
                name: "IX_payment_items_run_id",
                table: "payment_items",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "IX_payment_runs_fund_code_entry_number",
                table: "payment_runs",
                columns: new[] { "fund_code", "entry_number" });

            migrationBuilder.CreateIndex(
                name: "ux_payment_runs_number",
                table: "payment_runs",
                columns: new[] { "fund_code", "number" },
                unique: true);

            migrationBuilder.AddPaymentGuards();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bills");

            migrationBuilder.DropTable(
                name: "payment_instructions");

            migrationBuilder.DropTable(
                name: "payment_items");

            migrationBuilder.DropTable(
                name: "payees");

            migrationBuilder.DropTable(
                name: "payment_runs");

            migrationBuilder.DropPaymentGuards();
        }
    }
}
