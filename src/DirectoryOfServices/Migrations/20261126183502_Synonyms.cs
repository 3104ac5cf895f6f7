using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class Synonyms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "synonyms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    phrase = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    meanings = table.Column<List<string>>(type: "text[]", nullable: false),
                    both_ways = table.Column<bool>(type: "boolean", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    changed_by_role = table.Column<string>(type: "text", nullable: true),
                    changed_by_organisation = table.Column<string>(type: "text", nullable: true),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_synonyms", x => x.id);
                    table.CheckConstraint("ck_synonyms_meanings", "cardinality(meanings) between 1 and 10");
                });

            migrationBuilder.CreateIndex(
                name: "ix_synonyms_changed_in",
                table: "synonyms",
                column: "changed_in");

            migrationBuilder.CreateIndex(
                name: "ux_synonyms_key",
                table: "synonyms",
                column: "key",
                unique: true,
                filter: "removed_at is null");

            migrationBuilder.Sql(ChangeStamps.Function);
            migrationBuilder.Sql(ChangeStamps.Trigger("synonyms"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "synonyms");

            migrationBuilder.Sql(ChangeStamps.Drop);
        }
    }
}
