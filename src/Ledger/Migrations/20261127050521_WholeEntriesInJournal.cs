using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace IntegratedCare.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class WholeEntriesInJournal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.OpenEntries();

            migrationBuilder.DropIndex(
                name: "ux_journal_entries_sequence",
                table: "journal_entries");

            migrationBuilder.DropCheckConstraint(
                name: "ck_journal_entries_line_count",
                table: "journal_entries");

            migrationBuilder.DropCheckConstraint(
                name: "ck_journal_entries_text",
                table: "journal_entries");

            migrationBuilder.DropPrimaryKey(
                name: "PK_account_days",
                table: "account_days");

            migrationBuilder.DropColumn(
                name: "line_count",
                table: "journal_entries");

            migrationBuilder.DropColumn(
                name: "sequence",
                table: "journal_entries");

            migrationBuilder.AddColumn<DateOnly>(
                name: "closed_through",
                table: "journal_heads",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_posted_at",
                table: "journal_heads",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "accounts",
                table: "journal_entries",
                type: "character varying(60)[]",
                nullable: true);

            migrationBuilder.AddColumn<long[]>(
                name: "amounts_pence",
                table: "journal_entries",
                type: "bigint[]",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "posted_by",
                table: "journal_entries",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "posted_on",
                table: "account_days",
                type: "date",
                nullable: true);

            migrationBuilder.TakeLinesIntoEntries();
            migrationBuilder.DropTable(
                name: "journal_lines");

            migrationBuilder.Sql(
                """
                ALTER TABLE journal_entries ALTER accounts SET NOT NULL, ALTER amounts_pence SET NOT NULL;
                ALTER TABLE account_days ALTER posted_on SET NOT NULL;
                """);

            migrationBuilder.AddPrimaryKey(
                name: "PK_account_days",
                table: "account_days",
                columns: new[] { "fund_code", "account", "effective_on", "posted_on" });

            migrationBuilder.CreateTable(
                name: "account_balances",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    account = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    debits_pence = table.Column<long>(type: "bigint", nullable: false),
                    credits_pence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_balances", x => new { x.fund_code, x.account });
                    table.CheckConstraint("ck_account_balances_not_overdrawn", "CASE WHEN account = 'receipts' OR account LIKE 'commitments:%' THEN debits_pence >= credits_pence\n     WHEN account = 'reserve-for-commitments' THEN credits_pence >= debits_pence ELSE true END");
                });

            migrationBuilder.CreateTable(
                name: "journal_checkpoints",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accounts = table.Column<string[]>(type: "character varying(60)[]", nullable: false),
                    debits_pence = table.Column<long[]>(type: "bigint[]", nullable: false),
                    credits_pence = table.Column<long[]>(type: "bigint[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_checkpoints", x => new { x.fund_code, x.number });
                    table.ForeignKey(
                        name: "FK_journal_checkpoints_journal_entries_fund_code_number",
                        columns: x => new { x.fund_code, x.number },
                        principalTable: "journal_entries",
                        principalColumns: new[] { "fund_code", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_journal_entries_effective_on",
                table: "journal_entries",
                columns: new[] { "fund_code", "effective_on", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_journal_entries_posted_at",
                table: "journal_entries",
                column: "posted_at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.AddCheckConstraint(
                name: "ck_journal_entries_balance",
                table: "journal_entries",
                sql: "CASE cardinality(amounts_pence) WHEN 2 THEN amounts_pence[1] + amounts_pence[2] = 0 ELSE journal_amounts_balance(amounts_pence) END");

            migrationBuilder.AddCheckConstraint(
                name: "ck_journal_entries_lines",
                table: "journal_entries",
                sql: "cardinality(amounts_pence) BETWEEN 2 AND 200 AND cardinality(accounts) = cardinality(amounts_pence) AND array_ndims(amounts_pence) = 1 AND array_ndims(accounts) = 1 AND array_lower(amounts_pence, 1) = 1 AND array_lower(accounts, 1) = 1 AND array_position(amounts_pence, NULL) IS NULL AND array_position(accounts, NULL) IS NULL AND array_position(amounts_pence, 0) IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_journal_entries_text",
                table: "journal_entries",
                sql: "(source || narrative || coalesce(posted_by, '') || array_to_string(accounts, '')) !~ '[[:cntrl:]]'");

            migrationBuilder.GuardWholeEntries();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_balances");

            migrationBuilder.DropTable(
                name: "journal_checkpoints");

            migrationBuilder.DropIndex(
                name: "ix_journal_entries_effective_on",
                table: "journal_entries");

            migrationBuilder.DropIndex(
                name: "ix_journal_entries_posted_at",
                table: "journal_entries");

            migrationBuilder.DropCheckConstraint(
                name: "ck_journal_entries_balance",
                table: "journal_entries");

            migrationBuilder.DropCheckConstraint(
                name: "ck_journal_entries_lines",
                table: "journal_entries");

            migrationBuilder.DropCheckConstraint(
                name: "ck_journal_entries_text",
                table: "journal_entries");

            migrationBuilder.DropPrimaryKey(
                name: "PK_account_days",
                table: "account_days");

            migrationBuilder.DropColumn(
                name: "closed_through",
                table: "journal_heads");

            migrationBuilder.DropColumn(
                name: "last_posted_at",
                table: "journal_heads");

            migrationBuilder.DropColumn(
                name: "accounts",
                table: "journal_entries");

            migrationBuilder.DropColumn(
                name: "amounts_pence",
                table: "journal_entries");

            migrationBuilder.DropColumn(
                name: "posted_by",
                table: "journal_entries");

            migrationBuilder.DropColumn(
                name: "posted_on",
                table: "account_days");

            migrationBuilder.AddColumn<int>(
                name: "line_count",
                table: "journal_entries",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "sequence",
                table: "journal_entries",
                type: "bigint",
                nullable: false,
                defaultValue: 0L)
                .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn);

            migrationBuilder.AddPrimaryKey(
                name: "PK_account_days",
                table: "account_days",
                columns: new[] { "fund_code", "account", "effective_on" });

            migrationBuilder.CreateTable(
                name: "journal_lines",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    entry_number = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    account = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    side = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_lines", x => new { x.fund_code, x.entry_number, x.position });
                    table.CheckConstraint("ck_journal_lines_account", "account !~ '[[:cntrl:]]'");
                    table.CheckConstraint("ck_journal_lines_amount", "amount_pence > 0");
                    table.CheckConstraint("ck_journal_lines_side", "side IN ('Debit', 'Credit')");
                    table.ForeignKey(
                        name: "FK_journal_lines_journal_entries_fund_code_entry_number",
                        columns: x => new { x.fund_code, x.entry_number },
                        principalTable: "journal_entries",
                        principalColumns: new[] { "fund_code", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_journal_entries_sequence",
                table: "journal_entries",
                column: "sequence",
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_journal_entries_line_count",
                table: "journal_entries",
                sql: "line_count >= 2");

            migrationBuilder.AddCheckConstraint(
                name: "ck_journal_entries_text",
                table: "journal_entries",
                sql: "(source || narrative) !~ '[[:cntrl:]]'");
        }
    }
}
