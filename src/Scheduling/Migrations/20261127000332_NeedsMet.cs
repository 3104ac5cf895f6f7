using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class NeedsMet : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<List<string>>(
                name: "accessibility",
                table: "sites",
                type: "text[]",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "interpreting",
                table: "care_services",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<List<string>>(
                name: "languages",
                table: "care_services",
                type: "text[]",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "accessibility",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "interpreting",
                table: "care_services");

            migrationBuilder.DropColumn(
                name: "languages",
                table: "care_services");
        }
    }
}
