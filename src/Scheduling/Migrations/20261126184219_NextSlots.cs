using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class NextSlots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "diary_marks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_diary_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "next_slots",
                columns: table => new
                {
                    service = table.Column<Guid>(type: "uuid", nullable: false),
                    starts = table.Column<string>(type: "jsonb", nullable: false),
                    exhausted = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    rests_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_next_slots", x => x.service);
                });

            migrationBuilder.CreateIndex(
                name: "ix_next_slots_due",
                table: "next_slots",
                column: "due_at");

            migrationBuilder.Sql(DiaryMarks.Triggers);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(DiaryMarks.Drop);

            migrationBuilder.DropTable(
                name: "diary_marks");

            migrationBuilder.DropTable(
                name: "next_slots");
        }
    }
}
