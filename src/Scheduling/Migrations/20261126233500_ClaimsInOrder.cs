using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class ClaimsInOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddCheckConstraint(
                name: "ck_resource_claims_length",
                table: "resource_claims",
                sql: "upper(during) - lower(during) <= interval '16 hours'");

            // By when they begin, for searches: the exclusion constraint's own index cannot look up many resources at once.
            migrationBuilder.Sql("CREATE INDEX ix_resource_claims_start ON resource_claims (resource, lower(during), upper(during))");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX ix_resource_claims_start");

            migrationBuilder.DropCheckConstraint(
                name: "ck_resource_claims_length",
                table: "resource_claims");
        }
    }
}
