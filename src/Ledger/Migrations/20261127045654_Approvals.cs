using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Ledger.Migrations
{
    /// <inheritdoc />
    public partial class Approvals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "approvals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    limit_pence = table.Column<long>(type: "bigint", nullable: false),
                    narrative = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    asked = table.Column<string>(type: "jsonb", nullable: false),
                    asked_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    asked_by_organisation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    entry_number = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approvals", x => x.id);
                    table.CheckConstraint("ck_approvals_amount", "amount_pence > 0 AND limit_pence >= 0 AND amount_pence > limit_pence");
                    table.CheckConstraint("ck_approvals_decided", "(status = 'Pending') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)");
                    table.CheckConstraint("ck_approvals_entry", "entry_number IS NULL OR status = 'Approved'");
                    table.CheckConstraint("ck_approvals_four_eyes", "status NOT IN ('Approved', 'Rejected') OR decided_by <> asked_by");
                    table.CheckConstraint("ck_approvals_in_time", "decided_at < expires_at");
                    table.CheckConstraint("ck_approvals_reason", "(status = 'Rejected') = (decision_reason IS NOT NULL)");
                    table.CheckConstraint("ck_approvals_status", "status IN ('Pending', 'Approved', 'Rejected', 'Withdrawn')");
                    table.CheckConstraint("ck_approvals_withdrawn", "status <> 'Withdrawn' OR decided_by = asked_by");
                    table.ForeignKey(
                        name: "FK_approvals_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "authorisations",
                columns: table => new
                {
                    source = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    fund_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    amount_pence = table.Column<long>(type: "bigint", nullable: false),
                    limit_pence = table.Column<long>(type: "bigint", nullable: false),
                    made_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    approval_id = table.Column<Guid>(type: "uuid", nullable: true),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_authorisations", x => x.source);
                    table.CheckConstraint("ck_authorisations_amount", "amount_pence > 0 AND limit_pence >= 0");
                    table.CheckConstraint("ck_authorisations_limit", "approval_id IS NOT NULL OR amount_pence <= limit_pence");
                    table.ForeignKey(
                        name: "FK_authorisations_approvals_approval_id",
                        column: x => x.approval_id,
                        principalTable: "approvals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_authorisations_funds_fund_code",
                        column: x => x.fund_code,
                        principalTable: "funds",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_approvals_pending",
                table: "approvals",
                columns: new[] { "fund_code", "asked_at" },
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_approvals_status",
                table: "approvals",
                columns: new[] { "fund_code", "status", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "IX_authorisations_fund_code",
                table: "authorisations",
                column: "fund_code");

            migrationBuilder.CreateIndex(
                name: "ux_authorisations_approval",
                table: "authorisations",
                column: "approval_id",
                unique: true);

            migrationBuilder.AddApprovalGuards();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "authorisations");

            migrationBuilder.DropTable(
                name: "approvals");

            migrationBuilder.DropApprovalGuards();
        }
    }
}
