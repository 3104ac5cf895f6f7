using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class ImportedRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "organisations_added",
                table: "imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "organisations_changed",
                table: "imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "sites_added",
                table: "imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "sites_changed",
                table: "imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "organisations_added",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "organisations_changed",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "sites_added",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "sites_changed",
                table: "imports");
        }
    }
}
