using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class SearchStamps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SearchStampsSchema.Tables);
            migrationBuilder.Sql(SearchStampsSchema.Functions);
            migrationBuilder.Sql(SearchStampsSchema.Documents);
            migrationBuilder.Sql(SearchStampsSchema.Triggers);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SearchStampsSchema.Drop);
        }
    }
}
