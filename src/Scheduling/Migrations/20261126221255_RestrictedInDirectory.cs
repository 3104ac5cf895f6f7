using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class RestrictedInDirectory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_restricted_in_directory",
                table: "care_services",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql(DiaryMarks.WithRestrictedInDirectory);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(DiaryMarks.WithoutRestrictedInDirectory);

            migrationBuilder.DropColumn(
                name: "is_restricted_in_directory",
                table: "care_services");
        }
    }
}
