using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using NpgsqlTypes;

#nullable disable

namespace IntegratedCare.DirectoryOfServices.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateTable(
                name: "access_records",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    organisation_code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    purpose = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    action = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    record_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    record_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    trace_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    location = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    body = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency_keys", x => new { x.subject, x.key });
                });

            migrationBuilder.CreateTable(
                name: "inbox_messages",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    queue = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox_messages", x => new { x.message_id, x.queue });
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    ods_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    body = table.Column<string>(type: "jsonb", nullable: false),
                    trace_parent = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_messages", x => x.position);
                });

            migrationBuilder.CreateTable(
                name: "places",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    population = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_places", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "restrictions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<string>(type: "text", nullable: true),
                    imposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_restrictions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "care_services",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: false),
                    category = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    delivery = table.Column<string[]>(type: "text[]", nullable: false),
                    minimum_age_years = table.Column<int>(type: "integer", nullable: true),
                    maximum_age_years = table.Column<int>(type: "integer", nullable: true),
                    referral_method = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    telephone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    keywords = table.Column<List<string>>(type: "text[]", nullable: false),
                    bookable = table.Column<bool>(type: "boolean", nullable: false),
                    tariff_pence = table.Column<long>(type: "bigint", nullable: true),
                    status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    is_restricted = table.Column<bool>(type: "boolean", nullable: false),
                    assured_on = table.Column<DateOnly>(type: "date", nullable: true),
                    assured_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_care_services", x => x.id);
                    table.CheckConstraint("ck_care_services_ages", "minimum_age_years <= maximum_age_years");
                    table.CheckConstraint("ck_care_services_tariff", "tariff_pence >= 0");
                    table.ForeignKey(
                        name: "FK_care_services_organisations_provider_id",
                        column: x => x.provider_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "neighbourhoods",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    population_from = table.Column<int>(type: "integer", nullable: true),
                    population_to = table.Column<int>(type: "integer", nullable: true),
                    place_code = table.Column<string>(type: "character varying(50)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_neighbourhoods", x => x.code);
                    table.ForeignKey(
                        name: "FK_neighbourhoods_places_place_code",
                        column: x => x.place_code,
                        principalTable: "places",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "capacity_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reported_by = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    organisation_code = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_capacity_reports", x => x.id);
                    table.CheckConstraint("ck_capacity_reports_lifetime", "expires_at > reported_at");
                    table.ForeignKey(
                        name: "FK_capacity_reports_care_services_service_id",
                        column: x => x.service_id,
                        principalTable: "care_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "search_documents",
                columns: table => new
                {
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false),
                    headline = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_documents", x => x.service_id);
                    table.ForeignKey(
                        name: "FK_search_documents_care_services_service_id",
                        column: x => x.service_id,
                        principalTable: "care_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: true),
                    organisation_code = table.Column<string>(type: "text", nullable: true),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    after = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_changes", x => x.id);
                    table.ForeignKey(
                        name: "FK_service_changes_care_services_service_id",
                        column: x => x.service_id,
                        principalTable: "care_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "boards",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    level = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    neighbourhood_code = table.Column<string>(type: "character varying(50)", nullable: true),
                    place_code = table.Column<string>(type: "character varying(50)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_boards", x => x.code);
                    table.ForeignKey(
                        name: "FK_boards_neighbourhoods_neighbourhood_code",
                        column: x => x.neighbourhood_code,
                        principalTable: "neighbourhoods",
                        principalColumn: "code");
                    table.ForeignKey(
                        name: "FK_boards_places_place_code",
                        column: x => x.place_code,
                        principalTable: "places",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "postcodes",
                columns: table => new
                {
                    postcode = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    neighbourhood_code = table.Column<string>(type: "character varying(50)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_postcodes", x => x.postcode);
                    table.ForeignKey(
                        name: "FK_postcodes_neighbourhoods_neighbourhood_code",
                        column: x => x.neighbourhood_code,
                        principalTable: "neighbourhoods",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_neighbourhoods",
                columns: table => new
                {
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    neighbourhood_code = table.Column<string>(type: "character varying(50)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_neighbourhoods", x => new { x.service_id, x.neighbourhood_code });
                    table.ForeignKey(
                        name: "FK_service_neighbourhoods_care_services_service_id",
                        column: x => x.service_id,
                        principalTable: "care_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_service_neighbourhoods_neighbourhoods_neighbourhood_code",
                        column: x => x.neighbourhood_code,
                        principalTable: "neighbourhoods",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sites",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    address_lines = table.Column<List<string>>(type: "text[]", nullable: false),
                    postcode = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    telephone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    stated_neighbourhood_code = table.Column<string>(type: "character varying(50)", nullable: true),
                    stated_latitude = table.Column<double>(type: "double precision", nullable: true),
                    stated_longitude = table.Column<double>(type: "double precision", nullable: true),
                    neighbourhood_code = table.Column<string>(type: "character varying(50)", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sites", x => x.id);
                    table.ForeignKey(
                        name: "FK_sites_neighbourhoods_neighbourhood_code",
                        column: x => x.neighbourhood_code,
                        principalTable: "neighbourhoods",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_sites_neighbourhoods_stated_neighbourhood_code",
                        column: x => x.stated_neighbourhood_code,
                        principalTable: "neighbourhoods",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_sites_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_sites",
                columns: table => new
                {
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_sites", x => new { x.service_id, x.site_id });
                    table.ForeignKey(
                        name: "FK_service_sites_care_services_service_id",
                        column: x => x.service_id,
                        principalTable: "care_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_service_sites_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_records_record",
                table: "access_records",
                columns: new[] { "record_type", "record_id" });

            migrationBuilder.CreateIndex(
                name: "IX_boards_neighbourhood_code",
                table: "boards",
                column: "neighbourhood_code");

            migrationBuilder.CreateIndex(
                name: "IX_boards_place_code",
                table: "boards",
                column: "place_code");

            migrationBuilder.CreateIndex(
                name: "ix_capacity_reports_latest",
                table: "capacity_reports",
                columns: new[] { "service_id", "reported_at" });

            migrationBuilder.CreateIndex(
                name: "IX_care_services_provider_id",
                table: "care_services",
                column: "provider_id");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_created_at",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_handled_at",
                table: "inbox_messages",
                column: "handled_at");

            migrationBuilder.CreateIndex(
                name: "IX_neighbourhoods_place_code",
                table: "neighbourhoods",
                column: "place_code");

            migrationBuilder.CreateIndex(
                name: "ux_organisations_ods_code",
                table: "organisations",
                column: "ods_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_postcodes_neighbourhood_code",
                table: "postcodes",
                column: "neighbourhood_code");

            migrationBuilder.CreateIndex(
                name: "ix_restrictions_service",
                table: "restrictions",
                column: "service_id");

            migrationBuilder.CreateIndex(
                name: "ix_search_documents_document",
                table: "search_documents",
                column: "document")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ux_service_changes_version",
                table: "service_changes",
                columns: new[] { "service_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_service_neighbourhoods_neighbourhood_code",
                table: "service_neighbourhoods",
                column: "neighbourhood_code");

            migrationBuilder.CreateIndex(
                name: "IX_service_sites_site_id",
                table: "service_sites",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "IX_sites_neighbourhood_code",
                table: "sites",
                column: "neighbourhood_code");

            migrationBuilder.CreateIndex(
                name: "IX_sites_organisation_id",
                table: "sites",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "IX_sites_stated_neighbourhood_code",
                table: "sites",
                column: "stated_neighbourhood_code");

            migrationBuilder.Sql(DirectorySchema.OnePlace);
            migrationBuilder.Sql(DirectorySchema.Functions);
            migrationBuilder.Sql(DirectorySchema.Documents);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_records");

            migrationBuilder.DropTable(
                name: "boards");

            migrationBuilder.DropTable(
                name: "capacity_reports");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox_messages");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "postcodes");

            migrationBuilder.DropTable(
                name: "restrictions");

            migrationBuilder.DropTable(
                name: "search_documents");

            migrationBuilder.DropTable(
                name: "service_changes");

            migrationBuilder.DropTable(
                name: "service_neighbourhoods");

            migrationBuilder.DropTable(
                name: "service_sites");

            migrationBuilder.DropTable(
                name: "care_services");

            migrationBuilder.DropTable(
                name: "sites");

            migrationBuilder.DropTable(
                name: "neighbourhoods");

            migrationBuilder.DropTable(
                name: "organisations");

            migrationBuilder.DropTable(
                name: "places");

            migrationBuilder.Sql(DirectorySchema.Drop);
        }
    }
}
