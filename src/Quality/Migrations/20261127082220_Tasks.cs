using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Quality.Migrations
{
    /// <inheritdoc />
    public partial class Tasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    office = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    about = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    about_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ends_by_itself = table.Column<bool>(type: "boolean", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    done_by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tasks", x => x.id);
                    table.CheckConstraint("ck_tasks_done_by_whom", "num_nonnulls(done_by_subject, done_by_role) in (0, 2) and (done_at is not null or done_by_subject is null)");
                    table.ForeignKey(
                        name: "fk_tasks_incident",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_about",
                table: "tasks",
                columns: new[] { "about", "about_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_incident",
                table: "tasks",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_office",
                table: "tasks",
                columns: new[] { "office", "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_tasks_source",
                table: "tasks",
                column: "source",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "tasks");
        }
    }
}
