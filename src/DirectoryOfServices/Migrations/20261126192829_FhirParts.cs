using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class FhirParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "service_contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    role = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_contacts", x => x.id);
                    table.ForeignKey(
                        name: "FK_service_contacts_care_services_service_id",
                        column: x => x.service_id,
                        principalTable: "care_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_endpoints",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_endpoints", x => x.id);
                    table.ForeignKey(
                        name: "FK_service_endpoints_care_services_service_id",
                        column: x => x.service_id,
                        principalTable: "care_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_service_contacts_service_id",
                table: "service_contacts",
                column: "service_id");

            migrationBuilder.CreateIndex(
                name: "IX_service_endpoints_service_id",
                table: "service_endpoints",
                column: "service_id");

            migrationBuilder.Sql(FhirSchema.Parts);
            migrationBuilder.Sql(FhirSchema.StandingParts);
            migrationBuilder.Sql(FhirSchema.Names);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(FhirSchema.DropNames);
            migrationBuilder.Sql(FhirSchema.DropParts);

            migrationBuilder.DropTable(
                name: "service_contacts");

            migrationBuilder.DropTable(
                name: "service_endpoints");
        }
    }
}
