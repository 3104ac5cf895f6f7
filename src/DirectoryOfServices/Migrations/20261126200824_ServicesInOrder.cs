using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class ServicesInOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_care_services_changed",
                table: "care_services",
                columns: new[] { "changed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_care_services_name",
                table: "care_services",
                columns: new[] { "name", "id" });

            migrationBuilder.Sql(FhirSchema.NameParts);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(FhirSchema.DropNameParts);

            migrationBuilder.DropIndex(
                name: "ix_care_services_changed",
                table: "care_services");

            migrationBuilder.DropIndex(
                name: "ix_care_services_name",
                table: "care_services");
        }
    }
}
