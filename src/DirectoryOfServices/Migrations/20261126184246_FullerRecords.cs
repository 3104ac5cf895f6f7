using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class FullerRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string[]>(
                name: "accessibility",
                table: "sites",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "accessibility_notes",
                table: "sites",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "description",
                table: "sites",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "transport",
                table: "sites",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "uprn",
                table: "sites",
                type: "character varying(12)",
                maxLength: 12,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "bank_holidays",
                table: "places",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "charity_number",
                table: "organisations",
                type: "character varying(12)",
                maxLength: 12,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "company_number",
                table: "organisations",
                type: "character varying(8)",
                maxLength: 8,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "description",
                table: "organisations",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "email",
                table: "organisations",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "telephone",
                table: "organisations",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "url",
                table: "organisations",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "accreditations",
                table: "care_services",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "alert",
                table: "care_services",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "assurer_email",
                table: "care_services",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<List<string>>(
                name: "catchment_districts",
                table: "care_services",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<List<string>>(
                name: "conditions",
                table: "care_services",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "connection_points",
                table: "care_services",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "contacts",
                table: "care_services",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "costs",
                table: "care_services",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<bool>(
                name: "digital_first",
                table: "care_services",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "eligibility_notes",
                table: "care_services",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "eligible_sex",
                table: "care_services",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "interpreting",
                table: "care_services",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<List<string>>(
                name: "languages",
                table: "care_services",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<bool>(
                name: "needs_care_act_eligibility",
                table: "care_services",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "on_bank_holidays",
                table: "care_services",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "Closed");

            migrationBuilder.AddColumn<string>(
                name: "opening_exceptions",
                table: "care_services",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "opening_hours",
                table: "care_services",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string[]>(
                name: "referral_channels",
                table: "care_services",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string[]>(
                name: "referral_routes",
                table: "care_services",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.CreateTable(
                name: "service_practices",
                columns: table => new
                {
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    practice_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_practices", x => new { x.service_id, x.practice_id });
                    table.ForeignKey(
                        name: "FK_service_practices_care_services_service_id",
                        column: x => x.service_id,
                        principalTable: "care_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_service_practices_organisations_practice_id",
                        column: x => x.practice_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "taxonomies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    uri = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    edition = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_taxonomies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "taxonomy_terms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    taxonomy_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    uri = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_taxonomy_terms", x => x.id);
                    table.ForeignKey(
                        name: "FK_taxonomy_terms_taxonomies_taxonomy_id",
                        column: x => x.taxonomy_id,
                        principalTable: "taxonomies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_terms",
                columns: table => new
                {
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    term_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_terms", x => new { x.service_id, x.term_id });
                    table.ForeignKey(
                        name: "FK_service_terms_care_services_service_id",
                        column: x => x.service_id,
                        principalTable: "care_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_service_terms_taxonomy_terms_term_id",
                        column: x => x.term_id,
                        principalTable: "taxonomy_terms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_service_practices_practice_id",
                table: "service_practices",
                column: "practice_id");

            migrationBuilder.CreateIndex(
                name: "IX_service_terms_term_id",
                table: "service_terms",
                column: "term_id");

            migrationBuilder.CreateIndex(
                name: "IX_taxonomy_terms_taxonomy_id",
                table: "taxonomy_terms",
                column: "taxonomy_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "service_practices");

            migrationBuilder.DropTable(
                name: "service_terms");

            migrationBuilder.DropTable(
                name: "taxonomy_terms");

            migrationBuilder.DropTable(
                name: "taxonomies");

            migrationBuilder.DropColumn(
                name: "accessibility",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "accessibility_notes",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "description",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "transport",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "uprn",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "bank_holidays",
                table: "places");

            migrationBuilder.DropColumn(
                name: "charity_number",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "company_number",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "description",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "email",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "telephone",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "url",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "accreditations",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "alert",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "assurer_email",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "catchment_districts",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "conditions",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "connection_points",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "contacts",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "costs",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "digital_first",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "eligibility_notes",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "eligible_sex",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "interpreting",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "languages",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "needs_care_act_eligibility",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "on_bank_holidays",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "opening_exceptions",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "opening_hours",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "referral_channels",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "referral_routes",
                table: "care_services");
        }
    }
}
