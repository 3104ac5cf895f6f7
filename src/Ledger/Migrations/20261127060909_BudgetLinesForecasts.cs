using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class BudgetLinesForecasts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "budget_lines",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    programme_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    division = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    part = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_budget_lines", x => new { x.fund_code, x.programme_code, x.division, x.part });
                    table.CheckConstraint("ck_budget_lines_amount", "amount_pence > 0");
                    table.ForeignKey(
                        name: "FK_budget_lines_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "seasonal_profiles",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    programme_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    weights = table.Column<int[]>(type: "integer[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seasonal_profiles", x => new { x.fund_code, x.programme_code });
                    table.CheckConstraint("ck_seasonal_profiles_weights", "cardinality(weights) = 12 AND 1 <= ALL (weights) AND 10000 >= ALL (weights)");
                    table.ForeignKey(
                        name: "FK_seasonal_profiles_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddBudgetLineGuards();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "budget_lines");

            migrationBuilder.DropTable(
                name: "seasonal_profiles");

            migrationBuilder.DropBudgetLineGuards();
        }
    }
}
