using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class UnmetAskers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "unmet_asker_keys",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    day_key = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unmet_asker_keys", x => x.day);
                    table.CheckConstraint("ck_unmet_asker_keys_length", "length(day_key) = 32");
                });

            migrationBuilder.CreateTable(
                name: "unmet_askers",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    need_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    asker_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unmet_askers", x => new { x.day, x.need_hash, x.asker_hash });
                    table.CheckConstraint("ck_unmet_askers_hashes", "length(need_hash) = 16 and length(asker_hash) = 16");
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "unmet_asker_keys");

            migrationBuilder.DropTable(
                name: "unmet_askers");
        }
    }
}
