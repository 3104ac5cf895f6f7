using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class PaymentsAndCarriedOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "carried_on",
                table: "orders",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "made_in",
                table: "orders",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "share_payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    partner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_refund = table.Column<bool>(type: "boolean", nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    value_date = table.Column<DateOnly>(type: "date", nullable: false),
                    reference = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    posted_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_share_payments", x => x.id);
                    table.CheckConstraint("ck_share_payments_amount", "amount_pence > 0");
                    table.ForeignKey(
                        name: "FK_share_payments_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_orders_carried",
                table: "orders",
                sql: "(made_in IS NULL) = (carried_on IS NULL) AND carried_on > effective_on");

            migrationBuilder.CreateIndex(
                name: "ux_share_payments_reference",
                table: "share_payments",
                columns: new[] { "fund_code", "partner", "is_refund", "reference" },
                unique: true);

            migrationBuilder.AddCarriedOrderGuards();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "share_payments");

            migrationBuilder.DropCheckConstraint(
                name: "ck_orders_carried",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "carried_on",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "made_in",
                table: "orders");
        }
    }
}
