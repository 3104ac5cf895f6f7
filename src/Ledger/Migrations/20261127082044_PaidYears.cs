using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class PaidYears : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_payment_runs_four_eyes",
                table: "payment_runs");

            migrationBuilder.DropCheckConstraint(
                name: "ck_payment_runs_status",
                table: "payment_runs");

            migrationBuilder.AddColumn<Guid>(
                name: "originator_id",
                table: "payment_runs",
                type: "uuid",
                nullable: true);

            migrationBuilder.FillOriginators();

            migrationBuilder.CreateIndex(
                name: "IX_payment_runs_originator_id",
                table: "payment_runs",
                column: "originator_id");

            migrationBuilder.AddCheckConstraint(
                name: "ck_payment_runs_four_eyes",
                table: "payment_runs",
                sql: "(status = 'Withdrawn') = (decided_by = proposed_by)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_payment_runs_originator",
                table: "payment_runs",
                sql: "(status = 'Approved') = (originator_id IS NOT NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_payment_runs_status",
                table: "payment_runs",
                sql: "status IN ('Proposed', 'Approved', 'Rejected', 'Withdrawn')");

            migrationBuilder.AddForeignKey(
                name: "FK_payment_runs_payees_originator_id",
                table: "payment_runs",
                column: "originator_id",
                principalTable: "payees",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddPaidYearGuards();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPaidYearGuards();

            migrationBuilder.DropForeignKey(
                name: "FK_payment_runs_payees_originator_id",
                table: "payment_runs");

            migrationBuilder.DropIndex(
                name: "IX_payment_runs_originator_id",
                table: "payment_runs");

            migrationBuilder.DropCheckConstraint(
                name: "ck_payment_runs_four_eyes",
                table: "payment_runs");

            migrationBuilder.DropCheckConstraint(
                name: "ck_payment_runs_originator",
                table: "payment_runs");

            migrationBuilder.DropCheckConstraint(
                name: "ck_payment_runs_status",
                table: "payment_runs");

            migrationBuilder.DropColumn(
                name: "originator_id",
                table: "payment_runs");

            migrationBuilder.AddCheckConstraint(
                name: "ck_payment_runs_four_eyes",
                table: "payment_runs",
                sql: "decided_by <> proposed_by");

            migrationBuilder.AddCheckConstraint(
                name: "ck_payment_runs_status",
                table: "payment_runs",
                sql: "status IN ('Proposed', 'Approved', 'Rejected')");
        }
    }
}
