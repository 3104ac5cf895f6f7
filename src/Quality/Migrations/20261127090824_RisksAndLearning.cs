using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegratedCare.Quality.Migrations
{
    /// <inheritdoc />
    public partial class RisksAndLearning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "issue_numbers");

            migrationBuilder.CreateSequence(
                name: "risk_numbers");

            migrationBuilder.CreateTable(
                name: "learning_responses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    method = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    ground = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    owner = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    words = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    findings = table.Column<byte[]>(type: "bytea", nullable: true),
                    themes = table.Column<int[]>(type: "integer[]", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    finished_by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_learning_responses", x => x.id);
                    table.CheckConstraint("ck_learning_responses_finished_whole", "num_nulls(finished_at, finished_by_subject, finished_by_role) in (0, 3) and (words is null or (findings is null) = (finished_at is null))");
                    table.CheckConstraint("ck_learning_responses_investigated", "ground = 'None' or method = 'Psii'");
                });

            migrationBuilder.CreateTable(
                name: "lessons",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: false),
                    themes = table.Column<int[]>(type: "integer[]", nullable: false),
                    by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    by_organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    withdrawn_by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lessons", x => x.id);
                    table.CheckConstraint("ck_lessons_withdrawn_whole", "num_nulls(withdrawn_at, withdrawn_by_subject, withdrawn_by_role) in (0, 3)");
                });

            migrationBuilder.CreateTable(
                name: "risks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_risks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "learning_actions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    response_id = table.Column<Guid>(type: "uuid", nullable: false),
                    words = table.Column<byte[]>(type: "bytea", nullable: true),
                    owner = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done = table.Column<byte[]>(type: "bytea", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    done_by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_learning_actions", x => x.id);
                    table.CheckConstraint("ck_learning_actions_done_whole", "num_nulls(done_at, done_by_subject, done_by_role) in (0, 3) and (words is null or (done is null) = (done_at is null))");
                    table.ForeignKey(
                        name: "fk_learning_actions_response",
                        column: x => x.response_id,
                        principalTable: "learning_responses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "response_incidents",
                columns: table => new
                {
                    response_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_response_incidents", x => new { x.response_id, x.incident_id });
                    table.ForeignKey(
                        name: "fk_response_incidents_incident",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_response_incidents_response",
                        column: x => x.response_id,
                        principalTable: "learning_responses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "issues",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    words = table.Column<byte[]>(type: "bytea", nullable: true),
                    owner = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    severity = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    risk_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resolution = table.Column<byte[]>(type: "bytea", nullable: true),
                    resolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolved_by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    resolved_by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issues", x => x.id);
                    table.CheckConstraint("ck_issues_resolved_whole", "num_nulls(resolved_at, resolved_by_subject, resolved_by_role) in (0, 3) and (words is null or (resolution is null) = (resolved_at is null))");
                    table.ForeignKey(
                        name: "fk_issues_risk",
                        column: x => x.risk_id,
                        principalTable: "risks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "risk_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    risk_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    removed_by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_risk_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_risk_links_incident",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_risk_links_risk",
                        column: x => x.risk_id,
                        principalTable: "risks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "risk_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    risk_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    words = table.Column<byte[]>(type: "bytea", nullable: true),
                    category = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    owner = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    partner_organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    before_consequence = table.Column<int>(type: "integer", nullable: false),
                    before_likelihood = table.Column<int>(type: "integer", nullable: false),
                    after_consequence = table.Column<int>(type: "integer", nullable: false),
                    after_likelihood = table.Column<int>(type: "integer", nullable: false),
                    target_consequence = table.Column<int>(type: "integer", nullable: false),
                    target_likelihood = table.Column<int>(type: "integer", nullable: false),
                    appetite = table.Column<int>(type: "integer", nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    by_subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    by_organisation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_risk_versions", x => x.id);
                    table.CheckConstraint("ck_risk_versions_grades", "least(before_consequence, before_likelihood, after_consequence, after_likelihood, target_consequence, target_likelihood, appetite) >= 1\nand greatest(before_consequence, before_likelihood, after_consequence, after_likelihood, target_consequence, target_likelihood) <= 5\nand appetite <= 25");
                    table.ForeignKey(
                        name: "fk_risk_versions_risk",
                        column: x => x.risk_id,
                        principalTable: "risks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_issues_risk_id",
                table: "issues",
                column: "risk_id");

            migrationBuilder.CreateIndex(
                name: "ix_issues_raised_at",
                table: "issues",
                columns: new[] { "raised_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_issues_reference",
                table: "issues",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_learning_actions_open",
                table: "learning_actions",
                column: "due_on",
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_learning_actions_response",
                table: "learning_actions",
                columns: new[] { "response_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_learning_responses_opened_at",
                table: "learning_responses",
                columns: new[] { "opened_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_lessons_published_at",
                table: "lessons",
                columns: new[] { "published_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_lessons_words",
                table: "lessons",
                columns: new[] { "title", "text" })
                .Annotation("Npgsql:IndexMethod", "GIN")
                .Annotation("Npgsql:TsVectorConfig", "english");

            migrationBuilder.CreateIndex(
                name: "ix_response_incidents_incident",
                table: "response_incidents",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_risk_links_incident",
                table: "risk_links",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ux_risk_links_standing",
                table: "risk_links",
                columns: new[] { "risk_id", "incident_id" },
                unique: true,
                filter: "removed_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_risk_versions_version",
                table: "risk_versions",
                columns: new[] { "risk_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_risks_reference",
                table: "risks",
                column: "reference",
                unique: true);

            migrationBuilder.Sql(RiskGuards.KeepVersions);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(RiskGuards.ForgetVersions);
            migrationBuilder.DropTable(
                name: "issues");

            migrationBuilder.DropTable(
                name: "learning_actions");

            migrationBuilder.DropTable(
                name: "lessons");

            migrationBuilder.DropTable(
                name: "response_incidents");

            migrationBuilder.DropTable(
                name: "risk_links");

            migrationBuilder.DropTable(
                name: "risk_versions");

            migrationBuilder.DropTable(
                name: "learning_responses");

            migrationBuilder.DropTable(
                name: "risks");

            migrationBuilder.DropSequence(
                name: "issue_numbers");

            migrationBuilder.DropSequence(
                name: "risk_numbers");
        }
    }
}
