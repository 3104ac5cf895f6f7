using Npgsql;

namespace IntegratedCare.Benchmarks.SlotSearch;

/// <summary>A borough's diary of six weeks: 200 teams in ten neighbourhoods, three members each, and more than sixty per cent of their time given away.</summary>
/// <remarks>
/// Nearly all of the first weeks is taken and less of the last, as it is where people wait. One service is given by everybody, one in a room, one by two
/// together; a tenth of the hours repeat by a rule and a tenth every other week. The service's triggers are off while it is written, and on afterwards.
/// </remarks>
internal static class FullDiary
{
    public const int Teams = 200;
    public const int Weeks = 6;
    private const int Members = 3;
    private const int Neighbourhoods = 10;

    public static readonly Guid Plain = new("00000000-0000-0000-0000-00000000000a");
    public static readonly Guid InARoom = new("00000000-0000-0000-0000-00000000000b");
    public static readonly Guid ByTwo = new("00000000-0000-0000-0000-00000000000c");

    private static readonly string[] Statements =
    [
        "SET session_replication_role = replica",
        "SELECT setseed(0.2027)",
        $"""
         INSERT INTO care_services (id, name, facts_version, status_version, bookable, is_open, is_restricted, is_restricted_in_directory)
         SELECT id, 'Service', 1, 1, true, true, false, false FROM unnest(array['{Plain}', '{InARoom}', '{ByTwo}']::uuid[]) id
         """,
        $"INSERT INTO teams (id, name, neighbourhood_codes, is_demonstration) SELECT {Id(1, "t")}, 'Team ' || t, array['n' || t % {Neighbourhoods}], true FROM generate_series(1, {Teams}) t",
        $"""
         INSERT INTO team_members (id, team_id, display_name, profession, employer_organisation_code, is_active, skills)
         SELECT {Id(2, $"t * {Members} + m")}, {Id(1, "t")}, 'Member', 'Nurse', 'nca', true, '{"{}"}' FROM generate_series(1, {Teams}) t, generate_series(1, {Members}) m
         """,
        $"""
         INSERT INTO team_offers (service, team_id, appointment_minutes, buffer_before_minutes, buffer_after_minutes, places, staff, skills, needs)
         SELECT service, {Id(1, "t")}, 30, 0, after, 1, staff, '{"{}"}', needs FROM generate_series(1, {Teams}) t,
             (VALUES ('{Plain}'::uuid, 0, 1, array[]::text[]), ('{InARoom}', 0, 1, array['Room']), ('{ByTwo}', 10, 2, array[]::text[])) AS o (service, after, staff, needs)
         """,
        $"""
         INSERT INTO resources (id, kind, name, team_ids, is_in_use)
         SELECT {Id(3, "t * 2 + r")}, 'Room', 'Room ' || r, array[{Id(1, "t")}], true FROM generate_series(1, {Teams}) t, generate_series(1, 2) r
         """,
        // Mornings and afternoons of five days; one in ten by a rule, one in ten every other week.
        $"""
         INSERT INTO working_patterns (id, member, team_id, day_of_week, "from", until, delivery, every_weeks, rule, valid_from, except_dates, extra_dates, on_bank_holidays)
         SELECT gen_random_uuid(), {Id(2, $"t * {Members} + m")}, {Id(1, "t")},
             CASE WHEN (t * {Members} + m) % 10 = 1 THEN NULL ELSE day END, starts, ends, 'Home',
             CASE WHEN (t * {Members} + m) % 10 = 2 THEN 2 ELSE 1 END,
             CASE WHEN (t * {Members} + m) % 10 = 1 THEN 'FREQ=WEEKLY;BYDAY=' || upper(left(day, 2)) END,
             CASE WHEN (t * {Members} + m) % 10 IN (1, 2) THEN date '2026-01-05' END, '{"{}"}', '{"{}"}', 'Closed'
         FROM generate_series(1, {Teams}) t, generate_series(1, {Members}) m, unnest(array['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) day,
             (VALUES (time '09:00', time '12:30'), (time '13:30', time '17:00')) AS h (starts, ends)
         """,
        $"""
         INSERT INTO holds (id, holder_subject, team, member, service, delivery, starts_at, ends_at, expires_at, claim_count)
         SELECT '{Plain}', 'all', '{Plain}', '{Plain}', '{Plain}', 'Home', now(), now() + interval '1 hour', now() + interval '1 year', 1
         """,
        // Every half hour of the members' time, given away with a share that falls from nearly all to less than half.
        $"""
         INSERT INTO resource_claims (id, resource, during, hold, expires_at)
         SELECT gen_random_uuid(), {Id(2, "n")}, tstzrange(at, at + interval '30 minutes'), '{Plain}', now() + interval '1 year'
         FROM generate_series({Members} + 1, {Teams} * {Members} + {Members}) n, generate_series(0, {Weeks * 7}) d, generate_series(0, 15) half,
             LATERAL (SELECT ((current_date + d) + time '09:00' + half * interval '30 minutes') AT TIME ZONE 'Europe/London' AS at) when_
         WHERE half NOT IN (7, 8) AND extract(isodow FROM current_date + d) < 6 AND random() < 0.97 - 0.011 * d
         """,
        $"""
         INSERT INTO resource_claims (id, resource, during, hold, expires_at)
         SELECT gen_random_uuid(), {Id(3, "n")}, tstzrange(at, at + interval '30 minutes'), '{Plain}', now() + interval '1 year'
         FROM generate_series(3, {Teams} * 2 + 2) n, generate_series(0, {Weeks * 7}) d, generate_series(0, 15) half,
             LATERAL (SELECT ((current_date + d) + time '09:00' + half * interval '30 minutes') AT TIME ZONE 'Europe/London' AS at) when_
         WHERE extract(isodow FROM current_date + d) < 6 AND random() < 0.6
         """,
        "SET session_replication_role = origin",
        "UPDATE rota_version SET version = version + 1",
        "ANALYZE",
    ];

    public static async Task FillAsync(NpgsqlDataSource owner)
    {
        await using var connection = await owner.OpenConnectionAsync();
        foreach (var statement in Statements)
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 600 };
            await command.ExecuteNonQueryAsync();
        }
    }

    private static string Id(int kind, string number) => $"(lpad('{kind}', 8, '0') || '-0000-7000-8000-' || lpad(to_hex({number}), 12, '0'))::uuid";
}
