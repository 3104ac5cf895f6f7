using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class VirementsOrdersAccruals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "accrued_through",
                table: "charges",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "held_neighbourhood_code",
                table: "charges",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "neighbourhood_code",
                table: "charges",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "provider_id",
                table: "charges",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "provider_id",
                table: "care_services",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "provider_name",
                table: "care_services",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "accruals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    programme_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    period_end = table.Column<DateOnly>(type: "date", nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    narrative = table.Column<string>(type: "character varying(170)", maxLength: 170, nullable: false),
                    bookings = table.Column<int>(type: "integer", nullable: true),
                    source = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    entry_number = table.Column<long>(type: "bigint", nullable: false),
                    reversal_entry_number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accruals", x => x.id);
                    table.CheckConstraint("ck_accruals_amount", "amount_pence > 0 AND bookings > 0");
                    table.CheckConstraint("ck_accruals_entries", "reversal_entry_number = entry_number + 1");
                    table.CheckConstraint("ck_accruals_period", "extract(day FROM period_end + 1) = 1");
                    table.ForeignKey(
                        name: "FK_accruals_authorisations_source",
                        column: x => x.source,
                        principalTable: "authorisations",
                        principalColumn: "source",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_accruals_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attributions",
                columns: table => new
                {
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    entry_number = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    programme_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: true),
                    neighbourhood_code = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    committed_pence = table.Column<long>(type: "bigint", nullable: false),
                    spent_pence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attributions", x => new { x.fund_code, x.entry_number, x.position });
                    table.CheckConstraint("ck_attributions_known", "provider_id IS NOT NULL OR neighbourhood_code IS NOT NULL");
                    table.CheckConstraint("ck_attributions_position", "position > 0");
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    programme_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reference = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    supplier = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: true),
                    neighbourhood_code = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    entry_number = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    spent_pence = table.Column<long>(type: "bigint", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    end_entry_number = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders", x => x.id);
                    table.CheckConstraint("ck_orders_amount", "amount_pence > 0");
                    table.CheckConstraint("ck_orders_days", "ended_on >= effective_on AND expires_on >= effective_on");
                    table.CheckConstraint("ck_orders_end", "(state = 'Pending') = (end_entry_number IS NULL) AND (state = 'Pending') = (ended_on IS NULL)");
                    table.CheckConstraint("ck_orders_spent", "CASE state WHEN 'Spent' THEN spent_pence = amount_pence WHEN 'PartSpent' THEN spent_pence > 0 AND spent_pence < amount_pence\nELSE spent_pence = 0 END");
                    table.CheckConstraint("ck_orders_state", "state IN ('Pending', 'Spent', 'PartSpent', 'Released', 'Expired')");
                    table.ForeignKey(
                        name: "FK_orders_authorisations_source",
                        column: x => x.source,
                        principalTable: "authorisations",
                        principalColumn: "source",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_orders_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "virements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from_programme = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    to_programme = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    source = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_virements", x => x.id);
                    table.CheckConstraint("ck_virements_amount", "amount_pence > 0");
                    table.CheckConstraint("ck_virements_programmes", "from_programme <> to_programme");
                    table.ForeignKey(
                        name: "FK_virements_authorisations_source",
                        column: x => x.source,
                        principalTable: "authorisations",
                        principalColumn: "source",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_virements_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_charges_without_outcome",
                table: "charges",
                column: "care_on",
                filter: "state = 'Committed' AND outcome IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_care_services_provider",
                table: "care_services",
                column: "provider_id");

            migrationBuilder.CreateIndex(
                name: "IX_accruals_source",
                table: "accruals",
                column: "source",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accruals_fund",
                table: "accruals",
                columns: new[] { "fund_code", "period_end", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_source",
                table: "orders",
                column: "source",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_expiring",
                table: "orders",
                columns: new[] { "expires_on", "id" },
                filter: "state = 'Pending' AND expires_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_orders_reference",
                table: "orders",
                columns: new[] { "fund_code", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_virements_source",
                table: "virements",
                column: "source",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_virements_fund",
                table: "virements",
                columns: new[] { "fund_code", "effective_on" });

            migrationBuilder.AddVirementGuards();
            migrationBuilder.AddOrderGuards();
            migrationBuilder.AddAccrualGuards();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accruals");

            migrationBuilder.DropTable(
                name: "attributions");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "virements");

            migrationBuilder.DropIndex(
                name: "ix_charges_without_outcome",
                table: "charges");

            migrationBuilder.DropIndex(
                name: "ix_care_services_provider",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "accrued_through",
                table: "charges");

            migrationBuilder.DropColumn(
                name: "held_neighbourhood_code",
                table: "charges");

            migrationBuilder.DropColumn(
                name: "neighbourhood_code",
                table: "charges");

            migrationBuilder.DropColumn(
                name: "provider_id",
                table: "charges");

            migrationBuilder.DropColumn(
                name: "provider_id",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "provider_name",
                table: "care_services");

            migrationBuilder.DropVirementGuards();
            migrationBuilder.DropOrderGuards();
            migrationBuilder.DropAccrualGuards();
        }
    }
}
