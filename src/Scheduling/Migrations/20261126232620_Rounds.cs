using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class Rounds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_resource_claims_one_claimant",
                table: "resource_claims");

            migrationBuilder.AddColumn<Guid>(
                name: "round",
                table: "resource_claims",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    made_by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seed = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    seconds = table.Column<int>(type: "integer", nullable: false),
                    asked = table.Column<byte[]>(type: "bytea", nullable: true),
                    bookings = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    plan = table.Column<string>(type: "jsonb", nullable: true),
                    published = table.Column<string>(type: "jsonb", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    queued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease_holder = table.Column<Guid>(type: "uuid", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    is_stop_asked = table.Column<bool>(type: "boolean", nullable: false),
                    iterations = table.Column<long>(type: "bigint", nullable: false),
                    best_cost = table.Column<double>(type: "double precision", nullable: true),
                    searched_seconds = table.Column<double>(type: "double precision", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rounds", x => x.id);
                    table.CheckConstraint("ck_rounds_leased_while_running", "(status = 'Running') = (num_nonnulls(lease_until, lease_holder) = 2)");
                    table.CheckConstraint("ck_rounds_planned_has_plan", "status <> 'Planned' OR plan IS NOT NULL");
                    table.CheckConstraint("ck_rounds_published_whole", "(published IS NULL) = (published_at IS NULL)");
                    table.ForeignKey(
                        name: "FK_rounds_teams_team",
                        column: x => x.team,
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_resource_claims_round",
                table: "resource_claims",
                column: "round",
                filter: "round IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_resource_claims_one_claimant",
                table: "resource_claims",
                sql: "num_nonnulls(hold, booking, session, round) = 1");

            migrationBuilder.CreateIndex(
                name: "ix_rounds_bookings",
                table: "rounds",
                column: "bookings")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_rounds_kept",
                table: "rounds",
                column: "date",
                filter: "asked IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_rounds_waiting",
                table: "rounds",
                columns: new[] { "queued_at", "id" },
                filter: "status IN ('Queued', 'Running')");

            migrationBuilder.CreateIndex(
                name: "ux_rounds_published",
                table: "rounds",
                columns: new[] { "team", "date" },
                unique: true,
                filter: "published_at IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_resource_claims_rounds_round",
                table: "resource_claims",
                column: "round",
                principalTable: "rounds",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_resource_claims_rounds_round",
                table: "resource_claims");

            migrationBuilder.DropTable(
                name: "rounds");

            migrationBuilder.DropIndex(
                name: "ix_resource_claims_round",
                table: "resource_claims");

            migrationBuilder.DropCheckConstraint(
                name: "ck_resource_claims_one_claimant",
                table: "resource_claims");

            migrationBuilder.DropColumn(
                name: "round",
                table: "resource_claims");

            migrationBuilder.AddCheckConstraint(
                name: "ck_resource_claims_one_claimant",
                table: "resource_claims",
                sql: "num_nonnulls(hold, booking, session) = 1");
        }
    }
}
