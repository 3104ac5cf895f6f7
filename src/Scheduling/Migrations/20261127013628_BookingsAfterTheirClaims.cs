using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class BookingsAfterTheirClaims : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""ALTER TABLE resource_claims ALTER CONSTRAINT "FK_resource_claims_bookings_booking" DEFERRABLE INITIALLY DEFERRED""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""ALTER TABLE resource_claims ALTER CONSTRAINT "FK_resource_claims_bookings_booking" NOT DEFERRABLE""");
        }
    }
}
