using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class DerivedIdsAndChangeTimes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .Annotation("Npgsql:PostgresExtension:pgcrypto", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.Sql(OpenReferralSchema.DerivedUuid);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "changed_at",
                table: "taxonomy_terms",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "changed_at",
                table: "neighbourhoods",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "service_sites",
                type: "uuid",
                nullable: false,
                computedColumnSql: "derived_uuid('d351fb9d-6296-427d-9ae3-4bb18924e6a2'::uuid, uuid_send(service_id) || uuid_send(site_id))",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ux_service_sites_id",
                table: "service_sites",
                column: "id",
                unique: true);

            migrationBuilder.Sql(OpenReferralSchema.ChangeTime);
            migrationBuilder.Sql(OpenReferralSchema.ChangeTimeTrigger("taxonomy_terms"));
            migrationBuilder.Sql(OpenReferralSchema.ChangeTimeTrigger("neighbourhoods", of: "name"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(OpenReferralSchema.DropChangeTimeTrigger("taxonomy_terms"));
            migrationBuilder.Sql(OpenReferralSchema.DropChangeTimeTrigger("neighbourhoods"));
            migrationBuilder.Sql(OpenReferralSchema.DropChangeTime);

            migrationBuilder.DropIndex(
                name: "ux_service_sites_id",
                table: "service_sites");

            migrationBuilder.DropColumn(
                name: "id",
                table: "service_sites");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "taxonomy_terms");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "neighbourhoods");

            migrationBuilder.Sql(OpenReferralSchema.DropDerivedUuid);

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pgcrypto", ",,");
        }
    }
}
