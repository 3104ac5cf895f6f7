using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class UnmetNeed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "unmet_searches",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    words = table.Column<string>(type: "character varying(247)", maxLength: 247, nullable: false),
                    category = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    need = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    neighbourhood = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    delivery = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    age_band = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    searches = table.Column<int>(type: "integer", nullable: false),
                    askers = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unmet_searches", x => new { x.day, x.words, x.category, x.need, x.neighbourhood, x.delivery, x.age_band });
                    table.CheckConstraint("ck_unmet_searches_counts", "searches >= 1 and askers >= 0");
                });

            migrationBuilder.CreateIndex(
                name: "ix_unmet_searches_words",
                table: "unmet_searches",
                columns: new[] { "words", "day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "unmet_searches");
        }
    }
}
