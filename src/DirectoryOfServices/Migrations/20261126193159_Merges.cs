using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class Merges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "other_service_id",
                table: "service_changes",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<List<string>>(
                name: "absorbed_words",
                table: "care_services",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into",
                table: "care_services",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "duplicate_dismissals",
                columns: table => new
                {
                    one = table.Column<Guid>(type: "uuid", nullable: false),
                    other = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    dismissed_by = table.Column<string>(type: "text", nullable: false),
                    organisation_code = table.Column<string>(type: "text", nullable: true),
                    dismissed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duplicate_dismissals", x => new { x.one, x.other });
                    table.CheckConstraint("ck_duplicate_dismissals_order", "one < other");
                    table.ForeignKey(
                        name: "FK_duplicate_dismissals_care_services_one",
                        column: x => x.one,
                        principalTable: "care_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_duplicate_dismissals_care_services_other",
                        column: x => x.other,
                        principalTable: "care_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_care_services_merged_into",
                table: "care_services",
                column: "merged_into",
                filter: "merged_into is not null");

            migrationBuilder.AddCheckConstraint(
                name: "ck_care_services_merged",
                table: "care_services",
                sql: "merged_into is null or (status = 'Closed' and merged_into <> id)");

            migrationBuilder.CreateIndex(
                name: "IX_duplicate_dismissals_other",
                table: "duplicate_dismissals",
                column: "other");

            migrationBuilder.AddForeignKey(
                name: "FK_care_services_care_services_merged_into",
                table: "care_services",
                column: "merged_into",
                principalTable: "care_services",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_care_services_care_services_merged_into",
                table: "care_services");

            migrationBuilder.DropTable(
                name: "duplicate_dismissals");

            migrationBuilder.DropIndex(
                name: "ix_care_services_merged_into",
                table: "care_services");

            migrationBuilder.DropCheckConstraint(
                name: "ck_care_services_merged",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "other_service_id",
                table: "service_changes");

            migrationBuilder.DropColumn(
                name: "absorbed_words",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "care_services");
        }
    }
}
