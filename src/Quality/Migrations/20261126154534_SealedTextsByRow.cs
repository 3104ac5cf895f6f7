using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Quality.Migrations
{
    /// <inheritdoc />
    public partial class SealedTextsByRow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(IncidentGuards.KeepAsToldButForEncryption);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The guard before this one would keep values under data keys from being encrypted anew: there is no way back.
        }
    }
}
