using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace IntegratedCare.Quality.Migrations
{
    /// <inheritdoc />
    public partial class Measures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "consulted_on",
                table: "bookings",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_follow_up",
                table: "bookings",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "site_id",
                table: "bookings",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "feeding_days",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feeding_days", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "framework_changes",
                columns: table => new
                {
                    noun = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    by_organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_framework_changes", x => new { x.noun, x.code, x.version });
                });

            migrationBuilder.CreateTable(
                name: "measure_marks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    source = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: true),
                    booking_id = table.Column<Guid>(type: "uuid", nullable: true),
                    measure_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_measure_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sites",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    neighbourhood_code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sites", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "standards",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    key_question = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    quality_statement = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    owner = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_standards", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "measures",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    standard_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    unit = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    improvement_direction = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    period = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    feed = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    owner = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    numerator = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    denominator = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    fix_after_points = table.Column<int>(type: "integer", nullable: true),
                    screen_outliers = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_measures", x => x.code);
                    table.CheckConstraint("ck_measures_share_says_of_what", "unit <> 'Percent' or num_nulls(numerator, denominator) = 0");
                    table.ForeignKey(
                        name: "fk_measures_standard",
                        column: x => x.standard_code,
                        principalTable: "standards",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "automatic_values",
                columns: table => new
                {
                    measure_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    scope = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    scope_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    period = table.Column<DateOnly>(type: "date", nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: false),
                    numerator = table.Column<long>(type: "bigint", nullable: true),
                    denominator = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_automatic_values", x => new { x.measure_code, x.scope, x.scope_key, x.period });
                    table.ForeignKey(
                        name: "fk_automatic_values_measure",
                        column: x => x.measure_code,
                        principalTable: "measures",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "measure_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    file_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    added = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    by_organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_measure_imports", x => x.id);
                    table.ForeignKey(
                        name: "fk_measure_imports_measure",
                        column: x => x.measure_code,
                        principalTable: "measures",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "measure_looks",
                columns: table => new
                {
                    measure_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    period = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_measure_looks", x => x.measure_code);
                    table.ForeignKey(
                        name: "fk_measure_looks_measure",
                        column: x => x.measure_code,
                        principalTable: "measures",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "measure_targets",
                columns: table => new
                {
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    measure_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_measure_targets", x => new { x.measure_code, x.effective_from });
                    table.ForeignKey(
                        name: "fk_measure_targets_measure",
                        column: x => x.measure_code,
                        principalTable: "measures",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rebases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    period = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    by_organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    taken_back_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    taken_back_by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    taken_back_by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    taken_back_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rebases", x => x.id);
                    table.CheckConstraint("ck_rebases_taken_back_has_reason", "num_nulls(taken_back_at, taken_back_by_subject, taken_back_by_role, taken_back_reason) in (0, 4)");
                    table.ForeignKey(
                        name: "fk_rebases_measure",
                        column: x => x.measure_code,
                        principalTable: "measures",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "special_causes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    period = table.Column<DateOnly>(type: "date", nullable: false),
                    rule = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: false),
                    times = table.Column<int>(type: "integer", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_special_causes", x => x.id);
                    table.ForeignKey(
                        name: "fk_special_causes_measure",
                        column: x => x.measure_code,
                        principalTable: "measures",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "measure_values",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    period = table.Column<DateOnly>(type: "date", nullable: false),
                    scope = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    scope_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    dimension = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    category = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: true),
                    numerator = table.Column<long>(type: "bigint", nullable: true),
                    denominator = table.Column<long>(type: "bigint", nullable: true),
                    import_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    by_organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_measure_values", x => x.id);
                    table.CheckConstraint("ck_measure_values_category_of_dimension", "(dimension is null) = (category = '') and (dimension is null or scope = 'Place')");
                    table.ForeignKey(
                        name: "fk_measure_values_import",
                        column: x => x.import_id,
                        principalTable: "measure_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_measure_values_measure",
                        column: x => x.measure_code,
                        principalTable: "measures",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bookings_site",
                table: "bookings",
                column: "site_id",
                filter: "site_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_bookings_starts_at",
                table: "bookings",
                column: "starts_at");

            migrationBuilder.CreateIndex(
                name: "ix_booked_people_person",
                table: "booked_people",
                column: "person_key",
                filter: "person_key is not null");

            migrationBuilder.CreateIndex(
                name: "ix_automatic_values_period",
                table: "automatic_values",
                columns: new[] { "measure_code", "period" });

            migrationBuilder.CreateIndex(
                name: "ix_measure_imports_measure",
                table: "measure_imports",
                columns: new[] { "measure_code", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_measure_values_import_id",
                table: "measure_values",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "ux_measure_values_version",
                table: "measure_values",
                columns: new[] { "measure_code", "scope", "scope_key", "dimension", "category", "period", "version" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "IX_measures_standard_code",
                table: "measures",
                column: "standard_code");

            migrationBuilder.CreateIndex(
                name: "ux_rebases_standing",
                table: "rebases",
                columns: new[] { "measure_code", "period" },
                unique: true,
                filter: "taken_back_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_special_causes_found_at",
                table: "special_causes",
                column: "found_at");

            migrationBuilder.CreateIndex(
                name: "ux_special_causes_finding",
                table: "special_causes",
                columns: new[] { "measure_code", "period", "rule" },
                unique: true);

            migrationBuilder.Sql(MeasureGuards.MarkBookings);
            migrationBuilder.Sql(MeasureGuards.MarkSites);
            migrationBuilder.Sql(MeasureGuards.MarkRestrictions);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(MeasureGuards.MarkNothing);
            migrationBuilder.DropTable(
                name: "automatic_values");

            migrationBuilder.DropTable(
                name: "feeding_days");

            migrationBuilder.DropTable(
                name: "framework_changes");

            migrationBuilder.DropTable(
                name: "measure_looks");

            migrationBuilder.DropTable(
                name: "measure_marks");

            migrationBuilder.DropTable(
                name: "measure_targets");

            migrationBuilder.DropTable(
                name: "measure_values");

            migrationBuilder.DropTable(
                name: "rebases");

            migrationBuilder.DropTable(
                name: "sites");

            migrationBuilder.DropTable(
                name: "special_causes");

            migrationBuilder.DropTable(
                name: "measure_imports");

            migrationBuilder.DropTable(
                name: "measures");

            migrationBuilder.DropTable(
                name: "standards");

            migrationBuilder.DropIndex(
                name: "ix_bookings_site",
                table: "bookings");

            migrationBuilder.DropIndex(
                name: "ix_bookings_starts_at",
                table: "bookings");

            migrationBuilder.DropIndex(
                name: "ix_booked_people_person",
                table: "booked_people");

            migrationBuilder.DropColumn(
                name: "consulted_on",
                table: "bookings");

            migrationBuilder.DropColumn(
                name: "is_follow_up",
                table: "bookings");

            migrationBuilder.DropColumn(
                name: "site_id",
                table: "bookings");
        }
    }
}
