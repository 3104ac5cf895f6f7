using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Quality.Migrations
{
    /// <inheritdoc />
    public partial class BookingNeighbourhood : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "neighbourhood_code",
                table: "bookings",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "neighbourhood_sequence",
                table: "bookings",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "neighbourhood_code",
                table: "bookings");

            migrationBuilder.DropColumn(
                name: "neighbourhood_sequence",
                table: "bookings");
        }
    }
}
