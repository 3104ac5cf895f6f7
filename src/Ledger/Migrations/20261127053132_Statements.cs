using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class Statements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "better_care_plans",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    terms = table.Column<string>(type: "jsonb", nullable: false),
                    put_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    put_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_better_care_plans", x => new { x.fund_code, x.version });
                    table.CheckConstraint("ck_better_care_plans_version", "version > 0");
                    table.ForeignKey(
                        name: "FK_better_care_plans_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "issued_statements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    period = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    partner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    journal_number = table.Column<long>(type: "bigint", nullable: false),
                    journal_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    supersedes = table.Column<int>(type: "integer", nullable: true),
                    issued_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    figures_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    written_json = table.Column<byte[]>(type: "bytea", nullable: false),
                    written_csv = table.Column<byte[]>(type: "bytea", nullable: false),
                    written_html = table.Column<byte[]>(type: "bytea", nullable: false),
                    json_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    csv_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    html_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issued_statements", x => x.id);
                    table.CheckConstraint("ck_issued_statements_hashes", "length(journal_hash) = 32 AND length(figures_hash) = 32 AND json_hash = sha256(written_json) AND csv_hash = sha256(written_csv) AND html_hash = sha256(written_html)");
                    table.CheckConstraint("ck_issued_statements_number", "number > 0 AND supersedes < number");
                    table.CheckConstraint("ck_issued_statements_partner", "(kind = 'Partner') = (partner IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_issued_statements_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_issued_statements_number",
                table: "issued_statements",
                columns: new[] { "fund_code", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_issued_statements_supersedes",
                table: "issued_statements",
                columns: new[] { "fund_code", "supersedes" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "better_care_plans");

            migrationBuilder.DropTable(
                name: "issued_statements");
        }
    }
}
