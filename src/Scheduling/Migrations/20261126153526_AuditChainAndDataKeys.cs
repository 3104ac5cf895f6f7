using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class AuditChainAndDataKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "basis",
                table: "access_records",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "neighbourhood_code",
                table: "access_records",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "outcome",
                table: "access_records",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "Succeeded");

            migrationBuilder.AddColumn<string>(
                name: "person_key",
                table: "access_records",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "refusal_code",
                table: "access_records",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "session_id",
                table: "access_records",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "access_lanes",
                columns: table => new
                {
                    lane = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_lanes", x => x.lane);
                });

            migrationBuilder.CreateTable(
                name: "access_links",
                columns: table => new
                {
                    lane = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    record_id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_links", x => new { x.lane, x.number });
                    table.ForeignKey(
                        name: "fk_access_links_record",
                        column: x => x.record_id,
                        principalTable: "access_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "data_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    wrapped_by = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    wrapped_key = table.Column<byte[]>(type: "bytea", maxLength: 128, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    retired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_keys", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_records_at",
                table: "access_records",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_access_records_person",
                table: "access_records",
                columns: new[] { "person_key", "at" },
                filter: "person_key is not null");

            migrationBuilder.CreateIndex(
                name: "ix_access_records_subject",
                table: "access_records",
                columns: new[] { "subject", "at" });

            migrationBuilder.CreateIndex(
                name: "ux_access_links_record",
                table: "access_links",
                column: "record_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_lanes");

            migrationBuilder.DropTable(
                name: "access_links");

            migrationBuilder.DropTable(
                name: "data_keys");

            migrationBuilder.DropIndex(
                name: "ix_access_records_at",
                table: "access_records");

            migrationBuilder.DropIndex(
                name: "ix_access_records_person",
                table: "access_records");

            migrationBuilder.DropIndex(
                name: "ix_access_records_subject",
                table: "access_records");

            migrationBuilder.DropColumn(
                name: "basis",
                table: "access_records");

            migrationBuilder.DropColumn(
                name: "neighbourhood_code",
                table: "access_records");

            migrationBuilder.DropColumn(
                name: "outcome",
                table: "access_records");

            migrationBuilder.DropColumn(
                name: "person_key",
                table: "access_records");

            migrationBuilder.DropColumn(
                name: "refusal_code",
                table: "access_records");

            migrationBuilder.DropColumn(
                name: "session_id",
                table: "access_records");
        }
    }
}
