using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Slots;
using Npgsql;

namespace IntegratedCare.Benchmarks.Bookings;

/// <summary>Bookings a second, each held and confirmed over HTTP, beside the bare transaction that writes the same rows: by turns, hot and spread.</summary>
/// <remarks>Hot is one service of four members that all callers want, each another time; spread is 200 teams. Afterwards no two claims of a resource may overlap.</remarks>
internal static class BookingSpeed
{
    private const int Callers = 16;
    private const int EachPerRound = 60;
    private const int EachToWarmUp = 250;
    private const int RoundsCount = 5;
    private const int MinutesEach = 5;
    private const int SlotsPerDay = 20 * 60 / MinutesEach;
    private const int SpreadTeams = 200;
    private const int HotMembers = 4;

    public static async Task MeasureAsync()
    {
        await using var scheduling = await SchedulingProcesses.StartAsync();
        await using var owner = NpgsqlDataSource.Create(scheduling.OwnerConnectionString);
        await ExecuteAsync(owner, """
            INSERT INTO place_settings (id, hold_minutes, booking_horizon_days, bank_holidays, open_holds_max) VALUES (1, 60, 366, '{}', 1000);
            CREATE TABLE kept_event (LIKE outbox_messages);
            CREATE FUNCTION keep_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
            $$ BEGIN INSERT INTO kept_event SELECT new.*; RETURN NULL; END $$;
            CREATE TRIGGER keep_event AFTER INSERT ON outbox_messages FOR EACH ROW WHEN (new.event_name LIKE '%booking-confirmed%') EXECUTE FUNCTION keep_event();
            """);
        var hot = new Diary(await TeamsAsync(scheduling, owner, 1, HotMembers));
        var spread = new Diary(await TeamsAsync(scheduling, owner, SpreadTeams, 1));
        using var service = new Booker(scheduling, scheduling.Service);
        using var gateway = new Booker(scheduling, scheduling.Gateway);
        var first = await service.BookAsync(0, hot.Next());
        await ExecuteAsync(owner, "DROP TRIGGER keep_event ON outbox_messages");
        var bare = new SameRows(owner, scheduling.LoginConnectionString, first);

        var run = 0;
        foreach (var (title, diary) in new[] { ("hot", hot), ("spread", spread) })
        {
            var (ours, through, limit) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = -1; round < RoundsCount; round++)
            {
                // Before it counts, everything has been done until it is compiled for good.
                var each = round < 0 ? EachToWarmUp : EachPerRound;
                var before = scheduling.ProcessorTime();
                var direct = await service.RateAsync(diary, Callers, each);
                var between = scheduling.ProcessorTime();
                var proxied = await gateway.RateAsync(diary, Callers, each);
                var after = scheduling.ProcessorTime();
                var most = await bare.RunAsync(diary.Members, Callers, EachPerRound * 4, run++);
                if (round < 0)
                {
                    await ExecuteAsync(owner, "ANALYZE");   // as a database that has been in use for longer than a minute has been
                    continue;
                }

                ours.Add(direct);
                through.Add(proxied);
                limit.Add(most);
                if (round == RoundsCount - 1)
                {
                    Console.WriteLine(
                        $"  processor time a booking: service {Each(between.Service - before.Service):F2} ms; through the gateway, service {Each(after.Service - between.Service):F2} ms and gateway {Each(after.Gateway - between.Gateway):F2} ms");
                }
            }

            var bareRate = Print($"booking, {title}: pgbench, the same rows in one transaction, {Callers} clients", limit, null);
            Print($"booking, {title}: hold and confirm through the service", ours, bareRate);
            Print($"booking, {title}: hold and confirm through the gateway", through, bareRate);
        }

        await using var overlaps = owner.CreateCommand(
            """
            SELECT count(*) FROM (
                SELECT lower(during) < max(upper(during)) OVER (PARTITION BY resource ORDER BY lower(during) ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS twice
                FROM resource_claims) AS claims
            WHERE twice
            """);
        if (await overlaps.ExecuteScalarAsync() is not 0L) throw new InvalidOperationException("Somebody is booked twice.");
        Console.WriteLine("  no two claims of one resource overlap");
    }

    private static double Each(TimeSpan time) => time.TotalMilliseconds / (Callers * EachPerRound);

    private static double Print(string title, List<double> rates, double? limit)
    {
        rates.Sort();
        var median = rates[rates.Count / 2];
        Console.WriteLine($"{title}: {median:N0} bookings/s ({rates[0]:N0} to {rates[^1]:N0}){(limit is { } most ? $", ratio {median / most:F3}" : "")}");
        return median;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<(Guid Team, Guid Member, Guid Service)>> TeamsAsync(
        SchedulingProcesses scheduling, NpgsqlDataSource owner, int teams, int members)
    {
        var service = Guid.CreateVersion7();
        await ExecuteAsync(owner, $"""
            INSERT INTO care_services (id, name, bookable, is_open, is_restricted, is_restricted_in_directory, facts_version, status_version)
            VALUES ('{service}', 'Measured care', true, true, false, false, 1, 1)
            """);
        using var loader = new HttpClient { BaseAddress = scheduling.Service };
        loader.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", scheduling.LoaderToken());
        var made = new List<(Guid, Guid, Guid)>();
        for (var team = 0; team < teams; team++)
        {
            var (id, who) = (Guid.CreateVersion7(), Enumerable.Range(0, members).Select(_ => Guid.CreateVersion7()).ToList());
            using var put = await loader.PutAsJsonAsync($"/api/scheduling/teams/{id}", new
            {
                name = $"Team {team}", neighbourhoodCodes = new[] { "central" }, isDemonstration = true,
                services = new[] { new { serviceId = service, appointmentMinutes = MinutesEach } },
                members = who.Select(m => new { id = m, displayName = "Member", profession = "Community nurse", employerOrganisationCode = "nca" }),
                workingPatterns = who.SelectMany(m => Enum.GetNames<DayOfWeek>().Select(day => new
                {
                    memberId = m, dayOfWeek = day.ToLowerInvariant(), from = "00:00", until = "23:00", delivery = "home",
                })),
            });
            put.EnsureSuccessStatusCode();
            made.AddRange(who.Select(m => (id, m, service)));
        }

        return made;
    }

    /// <summary>Times that nobody has yet, each given out once.</summary>
    private sealed class Diary(List<(Guid Team, Guid Member, Guid Service)> members)
    {
        private readonly DateTimeOffset begins = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(2), TimeSpan.Zero);
        private int given = -1;

        public IReadOnlyList<Guid> Members { get; } = members.ConvertAll(m => m.Member);

        public SlotId Next()
        {
            var number = Interlocked.Increment(ref given);
            var ((team, member, service), slot) = (members[number % members.Count], number / members.Count);
            return new(new(team), new(member), new(service), begins.AddDays(slot / SlotsPerDay).AddMinutes(60 + (slot % SlotsPerDay * MinutesEach)));
        }
    }

    /// <summary>Callers who hold and confirm, each signed in as somebody else.</summary>
    private sealed class Booker : IDisposable
    {
        private readonly List<HttpClient> clients = [];

        public Booker(SchedulingProcesses scheduling, Uri address)
        {
            for (var caller = 0; caller < Callers; caller++)
            {
                var client = new HttpClient { BaseAddress = address };
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", scheduling.Token(Roles.Gp, $"gp {caller}"));
                clients.Add(client);
            }
        }

        public async Task<double> RateAsync(Diary diary, int callers, int each)
        {
            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
            {
                for (var i = 0; i < each; i++) await BookAsync(caller, diary.Next());
            }));
            return callers * each / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        public async Task<Guid> BookAsync(int caller, SlotId slot)
        {
            var client = clients[caller];
            using var held = await client.PostAsJsonAsync("/api/scheduling/holds", new { slotId = slot.ToString() });
            var hold = (await ReadAsync(held)).GetProperty("holdId").GetGuid();
            using var asked = new HttpRequestMessage(HttpMethod.Post, "/api/scheduling/bookings")
            {
                Content = JsonContent.Create(new
                {
                    holdId = hold,
                    person = new { nhsNumber = "9434765919", familyName = "Ashworth", givenName = "Joan", dateOfBirth = "1951-03-04", postcode = "OL1 2HG" },
                    referral = new { consultedOn = "2026-01-05", reason = "Leg ulcer that has not healed in six weeks", priority = "soon" },
                }),
                Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
            };
            using var booked = await client.SendAsync(asked);
            return (await ReadAsync(booked)).GetProperty("id").GetGuid();
        }

        public void Dispose() => clients.ForEach(c => c.Dispose());

        private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new InvalidOperationException($"A round went wrong: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
