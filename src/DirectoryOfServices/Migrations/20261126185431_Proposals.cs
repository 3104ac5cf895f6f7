using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class Proposals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "proposal_id",
                table: "service_changes",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "proposed_by",
                table: "service_changes",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "proposed_by_organisation",
                table: "service_changes",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    organisation_code = table.Column<string>(type: "text", nullable: false),
                    proposed_by = table.Column<string>(type: "text", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    based_on_version = table.Column<long>(type: "bigint", nullable: true),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    after = table.Column<string>(type: "jsonb", nullable: false),
                    status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_by_organisation = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    superseded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    applied_version = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proposals", x => x.id);
                    table.CheckConstraint("ck_proposals_based_on", "(based_on_version is null) = (before is null)");
                    table.CheckConstraint("ck_proposals_decided", "(status = 'Proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)");
                    table.CheckConstraint("ck_proposals_four_eyes", "status not in ('Approved', 'Rejected') or decided_by <> proposed_by");
                });

            migrationBuilder.CreateIndex(
                name: "ix_proposals_organisation",
                table: "proposals",
                columns: new[] { "organisation_code", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_proposals_status",
                table: "proposals",
                columns: new[] { "status", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ux_proposals_open",
                table: "proposals",
                columns: new[] { "service_id", "organisation_code" },
                unique: true,
                filter: "status = 'Proposed'");

            migrationBuilder.Sql(ProposalGuards.Create);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(ProposalGuards.Drop);

            migrationBuilder.DropTable(
                name: "proposals");

            migrationBuilder.DropColumn(
                name: "proposal_id",
                table: "service_changes");

            migrationBuilder.DropColumn(
                name: "proposed_by",
                table: "service_changes");

            migrationBuilder.DropColumn(
                name: "proposed_by_organisation",
                table: "service_changes");
        }
    }
}
