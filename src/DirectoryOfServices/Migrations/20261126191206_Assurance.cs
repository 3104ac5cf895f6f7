using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class Assurance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "service_changes",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "assured_at",
                table: "care_services",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_self_assured",
                table: "care_services",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "place_settings",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    assurance_months = table.Column<int>(type: "integer", nullable: false),
                    fetch_links = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_place_settings", x => x.id);
                    table.CheckConstraint("ck_place_settings_one_row", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "service_evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    reason = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    reported_by = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    organisation_code = table.Column<string>(type: "text", nullable: true),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_evidence", x => x.id);
                    table.ForeignKey(
                        name: "FK_service_evidence_care_services_service_id",
                        column: x => x.service_id,
                        principalTable: "care_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_service_evidence_reporter",
                table: "service_evidence",
                columns: new[] { "reported_by", "reported_on" });

            migrationBuilder.CreateIndex(
                name: "ix_service_evidence_service",
                table: "service_evidence",
                columns: new[] { "service_id", "reported_at" });

            migrationBuilder.CreateIndex(
                name: "ux_service_evidence_once",
                table: "service_evidence",
                columns: new[] { "service_id", "kind", "reported_by", "reported_on" },
                unique: true);

            // Of an assurance that is there already, only the day is known.
            migrationBuilder.Sql(
                "update care_services set assured_at = assured_on::timestamp at time zone 'Europe/London' where assured_on is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "place_settings");

            migrationBuilder.DropTable(
                name: "service_evidence");

            migrationBuilder.DropColumn(
                name: "note",
                table: "service_changes");

            migrationBuilder.DropColumn(
                name: "assured_at",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "is_self_assured",
                table: "care_services");
        }
    }
}
