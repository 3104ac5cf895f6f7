using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class SharedDiary : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_resource_claims_one_claimant",
                table: "resource_claims");

            migrationBuilder.DropCheckConstraint(
                name: "ck_resource_claims_only_holds_expire",
                table: "resource_claims");

            migrationBuilder.AlterColumn<string>(
                name: "day_of_week",
                table: "working_patterns",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(50)",
                oldMaxLength: 50);

            migrationBuilder.AddColumn<int>(
                name: "every_weeks",
                table: "working_patterns",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<List<DateOnly>>(
                name: "except_dates",
                table: "working_patterns",
                type: "date[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<List<DateOnly>>(
                name: "extra_dates",
                table: "working_patterns",
                type: "date[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "on_bank_holidays",
                table: "working_patterns",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "Works");

            migrationBuilder.AddColumn<string>(
                name: "rule",
                table: "working_patterns",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "alignment_minutes",
                table: "team_offers",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "buffer_after_minutes",
                table: "team_offers",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "buffer_before_minutes",
                table: "team_offers",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<List<string>>(
                name: "needs",
                table: "team_offers",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "places",
                table: "team_offers",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<List<string>>(
                name: "skills",
                table: "team_offers",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "staff",
                table: "team_offers",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<List<string>>(
                name: "skills",
                table: "team_members",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<Guid>(
                name: "session",
                table: "resource_claims",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<List<DateOnly>>(
                name: "bank_holidays",
                table: "place_settings",
                type: "date[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "claim_count",
                table: "holds",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    entered_by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absences", x => x.id);
                    table.CheckConstraint("ck_absences_ends_after_start", "ends_at > starts_at");
                });

            migrationBuilder.CreateTable(
                name: "group_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team = table.Column<Guid>(type: "uuid", nullable: false),
                    service = table.Column<Guid>(type: "uuid", nullable: false),
                    member = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    places = table.Column<int>(type: "integer", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_group_sessions", x => x.id);
                    table.UniqueConstraint("ux_group_sessions_places", x => new { x.id, x.places });
                    table.CheckConstraint("ck_group_sessions_places", "places > 1");
                });

            migrationBuilder.CreateTable(
                name: "resources",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    code = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    site = table.Column<Guid>(type: "uuid", nullable: true),
                    team_ids = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    is_in_use = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resources", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rota_version",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rota_version", x => x.id);
                    table.CheckConstraint("ck_rota_version_one_row", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "group_places",
                columns: table => new
                {
                    session = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    places = table.Column<int>(type: "integer", nullable: false),
                    hold = table.Column<Guid>(type: "uuid", nullable: true),
                    booking = table.Column<Guid>(type: "uuid", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_group_places", x => new { x.session, x.place });
                    table.CheckConstraint("ck_group_places_one_claimant", "num_nonnulls(hold, booking) = 1");
                    table.CheckConstraint("ck_group_places_only_holds_expire", "(hold IS NULL) = (expires_at IS NULL)");
                    table.CheckConstraint("ck_group_places_within", "place BETWEEN 1 AND places");
                    table.ForeignKey(
                        name: "FK_group_places_bookings_booking",
                        column: x => x.booking,
                        principalTable: "bookings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_group_places_group_sessions_session_places",
                        columns: x => new { x.session, x.places },
                        principalTable: "group_sessions",
                        principalColumns: new[] { "id", "places" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_group_places_holds_hold",
                        column: x => x.hold,
                        principalTable: "holds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "resource_hours",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day_of_week = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    every_weeks = table.Column<int>(type: "integer", nullable: false),
                    except_dates = table.Column<List<DateOnly>>(type: "date[]", nullable: false),
                    extra_dates = table.Column<List<DateOnly>>(type: "date[]", nullable: false),
                    from = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    on_bank_holidays = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    rule = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    until = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resource_hours", x => x.id);
                    table.ForeignKey(
                        name: "FK_resource_hours_resources_resource_id",
                        column: x => x.resource_id,
                        principalTable: "resources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_team_offers_shape",
                table: "team_offers",
                sql: "buffer_before_minutes >= 0 AND buffer_after_minutes >= 0 AND places >= 1 AND staff BETWEEN 1 AND 2");

            migrationBuilder.CreateIndex(
                name: "ix_resource_claims_session",
                table: "resource_claims",
                column: "session",
                filter: "session IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_resource_claims_one_claimant",
                table: "resource_claims",
                sql: "num_nonnulls(hold, booking, session) = 1");

            migrationBuilder.AddCheckConstraint(
                name: "ck_resource_claims_only_holds_expire",
                table: "resource_claims",
                sql: "session IS NOT NULL OR (hold IS NULL) = (expires_at IS NULL)");

            migrationBuilder.CreateIndex(
                name: "ix_absences_resource",
                table: "absences",
                columns: new[] { "resource", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "IX_group_places_session_places",
                table: "group_places",
                columns: new[] { "session", "places" });

            migrationBuilder.CreateIndex(
                name: "ix_group_places_expires_at",
                table: "group_places",
                column: "expires_at",
                filter: "expires_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_group_places_booking",
                table: "group_places",
                column: "booking",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_group_places_hold",
                table: "group_places",
                column: "hold",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_group_sessions_expires_at",
                table: "group_sessions",
                column: "expires_at",
                filter: "expires_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_group_sessions_slot",
                table: "group_sessions",
                columns: new[] { "service", "team", "starts_at", "member" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_resource_hours_resource",
                table: "resource_hours",
                column: "resource_id");

            migrationBuilder.AddForeignKey(
                name: "FK_resource_claims_group_sessions_session",
                table: "resource_claims",
                column: "session",
                principalTable: "group_sessions",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.Sql(RotaVersions.Triggers);
            migrationBuilder.Sql(DiaryMarks.SharedDiaryTriggers);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(DiaryMarks.SharedDiaryDrop);
            migrationBuilder.Sql(RotaVersions.Drop);

            migrationBuilder.DropForeignKey(
                name: "FK_resource_claims_group_sessions_session",
                table: "resource_claims");

            migrationBuilder.DropTable(
                name: "absences");

            migrationBuilder.DropTable(
                name: "group_places");

            migrationBuilder.DropTable(
                name: "resource_hours");

            migrationBuilder.DropTable(
                name: "rota_version");

            migrationBuilder.DropTable(
                name: "group_sessions");

            migrationBuilder.DropTable(
                name: "resources");

            migrationBuilder.DropCheckConstraint(
                name: "ck_team_offers_shape",
                table: "team_offers");

            migrationBuilder.DropIndex(
                name: "ix_resource_claims_session",
                table: "resource_claims");

            migrationBuilder.DropCheckConstraint(
                name: "ck_resource_claims_one_claimant",
                table: "resource_claims");

            migrationBuilder.DropCheckConstraint(
                name: "ck_resource_claims_only_holds_expire",
                table: "resource_claims");

            migrationBuilder.DropColumn(
                name: "every_weeks",
                table: "working_patterns");

            migrationBuilder.DropColumn(
                name: "except_dates",
                table: "working_patterns");

            migrationBuilder.DropColumn(
                name: "extra_dates",
                table: "working_patterns");

            migrationBuilder.DropColumn(
                name: "on_bank_holidays",
                table: "working_patterns");

            migrationBuilder.DropColumn(
                name: "rule",
                table: "working_patterns");

            migrationBuilder.DropColumn(
                name: "alignment_minutes",
                table: "team_offers");

            migrationBuilder.DropColumn(
                name: "buffer_after_minutes",
                table: "team_offers");

            migrationBuilder.DropColumn(
                name: "buffer_before_minutes",
                table: "team_offers");

            migrationBuilder.DropColumn(
                name: "needs",
                table: "team_offers");

            migrationBuilder.DropColumn(
                name: "places",
                table: "team_offers");

            migrationBuilder.DropColumn(
                name: "skills",
                table: "team_offers");

            migrationBuilder.DropColumn(
                name: "staff",
                table: "team_offers");

            migrationBuilder.DropColumn(
                name: "skills",
                table: "team_members");

            migrationBuilder.DropColumn(
                name: "session",
                table: "resource_claims");

            migrationBuilder.DropColumn(
                name: "bank_holidays",
                table: "place_settings");

            migrationBuilder.DropColumn(
                name: "claim_count",
                table: "holds");

            migrationBuilder.AlterColumn<string>(
                name: "day_of_week",
                table: "working_patterns",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(50)",
                oldMaxLength: 50,
                oldNullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_resource_claims_one_claimant",
                table: "resource_claims",
                sql: "num_nonnulls(hold, booking) = 1");

            migrationBuilder.AddCheckConstraint(
                name: "ck_resource_claims_only_holds_expire",
                table: "resource_claims",
                sql: "(hold IS NULL) = (expires_at IS NULL)");
        }
    }
}
