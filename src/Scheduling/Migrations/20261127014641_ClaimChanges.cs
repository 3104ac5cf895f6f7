using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class ClaimChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "claim_changes",
                columns: table => new
                {
                    transaction = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()"),
                    resource = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                });

            migrationBuilder.CreateTable(
                name: "swept_claim_changes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    before = table.Column<ulong>(type: "xid8", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_swept_claim_changes", x => x.id);
                    table.CheckConstraint("ck_swept_claim_changes_one_row", "id = 1");
                });

            migrationBuilder.CreateIndex(
                name: "ix_claim_changes_transaction",
                table: "claim_changes",
                column: "transaction");

            migrationBuilder.Sql(NotedClaims.Triggers);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(NotedClaims.Drop);

            migrationBuilder.DropTable(
                name: "claim_changes");

            migrationBuilder.DropTable(
                name: "swept_claim_changes");
        }
    }
}
