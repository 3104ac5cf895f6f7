using System.Net;
using System.Reflection;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Testing;
using MassTransit;

namespace IntegratedCare.EndToEnd.Tests.MarkedData;

/// <summary>
/// A marked NHS number and name are sent through every form of the running system, well and badly, and are then looked for everywhere: in logs,
/// telemetry, events, the broker's files, addresses, and every column of every table.
/// </summary>
public sealed class MarkedDataTests(RunningSystem system)
{
    /// <summary>Where a text stands in clear because the world is meant to read it: the sweep writes its marks there too.</summary>
    private static readonly IReadOnlyDictionary<string, string> PublicColumns = new Dictionary<string, string>
    {
        ["directory.organisations."] = "names and addresses of organisations are public",
        ["directory.sites."] = "sites are public",
        ["directory.services."] = "what a service is called and does is public",
        ["directory.service_history."] = "earlier texts of the same public entry",
        ["directory.places."] = "the place's own name",
        ["directory.neighbourhoods."] = "the place's own names",
        ["directory.boards."] = "the place's own names",
        ["directory.outbox_messages."] = "an event of the directory, of public texts, on its way",
        ["scheduling.care_services.name"] = "our copy of the directory's public name",
        ["scheduling.sites.name"] = "our copy of the directory's public name",
        ["scheduling.teams.name"] = "a team's public name",
        ["scheduling.team_members."] = "how a member of staff is called in the team's diary",
        ["ledger.care_services."] = "our copy of the directory's public name",
        ["ledger.funds."] = "a fund's public name and terms",
        ["ledger.programmes."] = "a programme's public name",
        ["ledger.journal_entries."] = "a contribution's reference and narrative are the partners' own books",
        ["ledger.contributions."] = "a contribution's reference is the partners' own books",
        ["quality.care_services.name"] = "our copy of the directory's public name",
        ["identity.organisations."] = "names of organisations are public",
        ["identity.personas."] = "personas are nobody: demonstration only",
        ["identity.clients."] = "what a partner's program is called",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_sent_through_every_form_is_found_nowhere_in_clear()
    {
        var exchanges = typeof(BookingConfirmed).Assembly.GetTypes()
            .Select(t => t.GetCustomAttribute<EntityNameAttribute>()?.EntityName).OfType<string>().ToList();
        await using var recorder = await BrokerRecorder.StartAsync(system.Broker(), exchanges, Cancelled);
        var sweep = new MarkedSweep(system, await CareAsync());
        foreach (var service in Databases.All) await sweep.RunAsync(service);
        await Eventually.Async(() => recorder.All.Count > 5, TimeSpan.FromSeconds(60), "Events");
        await system.TelemetrySentAsync();

        var found = new List<string>(sweep.MarkedHeaders);
        found.AddRange(system.Log.Split('\n').Where(line => Marks.In(line) is not null).Select(line => $"log: {line}").Take(20));
        foreach (var signal in (string[])["/v1/traces", "/v1/metrics", "/v1/logs"])
        {
            Assert.NotEmpty(system.Telemetry.Bodies(signal));
            found.AddRange(system.Telemetry.Bodies(signal).Where(body => Marks.AreIn(body)).Select(body => $"telemetry {signal}: {Around(body)}").Take(20));
        }

        // The directory tells the world what is public; nobody else's event may hold a word of a form.
        found.AddRange(recorder.All.Where(e => !e.Exchange.StartsWith("directory.", StringComparison.Ordinal) && Marks.AreIn(e.Body))
            .Select(e => $"event {e.Exchange}: {Around(e.Body)}").Distinct().Take(20));
        found.AddRange(recorder.All.Where(e => Marks.In(e.Headers) is not null).Select(e => $"headers of event {e.Exchange}").Distinct());
        found.AddRange(system.BrokerFiles().Where(file => file.EndsWith(".log", StringComparison.Ordinal) && Marks.AreIn(File.ReadAllBytes(file)))
            .Select(file => $"broker's file {file}"));
        foreach (var database in Databases.All)
        {
            found.AddRange((await Databases.MarkedColumnsAsync(system, database, Cancelled))
                .Where(column => !PublicColumns.Keys.Any(open => column.StartsWith(open, StringComparison.Ordinal))).Select(column => $"column {column}"));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.True(await Databases.RowsAsync(system, "scheduling", "bookings", Cancelled) > 0);
        Assert.True(await Databases.RowsAsync(system, "scheduling", "break_glass_grants", Cancelled) > 0);
        Assert.True(await Databases.RowsAsync(system, "quality", "incidents where length(description) > 60", Cancelled) > 0);
        AssertSweptWell(sweep);
    }

    // A sweep that is refused at every door would find nothing either. Some forms ask for what a sweep cannot know: codes, secrets, cursors.
    private static void AssertSweptWell(MarkedSweep sweep)
    {
        Assert.DoesNotContain(sweep.Answers, operation => operation.Value.Any(status => status >= 500 && status != 503));
        var understood = sweep.Answers.Where(o => o.Value.Any(status => status is >= 200 and < 300 or 404 or 409 or 410 or 412 or 422)).ToList();
        Assert.True(understood.Count * 10 >= sweep.Answers.Count * 7,
            "Not understood: " + string.Join(", ", sweep.Answers.Keys.Except(understood.Select(o => o.Key))));
    }

    /// <summary>The main job with the marked person, all the way; the ids that came of it, for the sweep's forms.</summary>
    private async Task<IReadOnlyDictionary<string, string>> CareAsync()
    {
        using var gp = await system.AsAsync("gp");
        using var nurse = await system.AsAsync("chief-nurse");
        using var clinician = await system.AsAsync("team-clinician");

        // The sweep restricts the service too, so it is one that no other test books.
        var service = await Neighbourhood.FindServiceAsync(gp, "continence");
        var slots = await Neighbourhood.SlotsAsync(gp, service);
        var booking = await BookAsync(gp, slots[^2]);
        var another = await BookAsync(gp, slots[^3]);
        await SucceedsAsync(gp, "/api/scheduling/bookings/search", new { nhsNumber = Marks.NhsNumber });
        await SucceedsAsync(gp, $"/api/scheduling/bookings/{another}/cancellation", new { reason = Marks.Text });
        await SucceedsAsync(clinician, "/api/scheduling/break-glass",
            new { nhsNumber = Marks.NhsNumber, category = "unconscious", reason = Marks.Text }, Guid.NewGuid().ToString());
        var incident = await SucceedsAsync(clinician, "/api/quality/incidents", new
        {
            eventType = "incident",
            occurredAt = TimeProvider.System.GetUtcNow().AddHours(-2),
            serviceId = service,
            bookingId = booking,
            description = Marks.Text,
            physicalHarm = "none",
            psychologicalHarm = "none",
        }, Guid.NewGuid().ToString());
        return new Dictionary<string, string>
        {
            ["bookingId"] = $"{booking}",
            ["serviceId"] = $"{service}",
            ["incidentId"] = incident.GetProperty("id").GetString()!,
            ["slotId"] = slots[^4].GetProperty("slotId").GetString()!,
            ["neighbourhood"] = "central",
        };

        async Task<Guid> BookAsync(HttpClient client, System.Text.Json.JsonElement slot)
        {
            var hold = await SucceedsAsync(client, "/api/scheduling/holds", new { slotId = slot.GetProperty("slotId").GetString() });
            var booked = await SucceedsAsync(client, "/api/scheduling/bookings", new
            {
                holdId = hold.GetProperty("holdId").GetGuid(),
                person = new
                {
                    nhsNumber = Marks.NhsNumber,
                    familyName = Marks.FamilyName,
                    givenName = Marks.GivenName,
                    dateOfBirth = "1948-03-02",
                    postcode = "OL1 1NL",
                    phone = Marks.Phone,
                },
                referral = new { consultedOn = "2026-01-05", reason = Marks.Text, priority = "soon" },
                communicationNeeds = new[] { Marks.Text },
            }, Guid.NewGuid().ToString());
            return booked.GetProperty("id").GetGuid();
        }
    }

    private static async Task<System.Text.Json.JsonElement> SucceedsAsync(HttpClient client, string path, object body, string? key = null)
    {
        var (status, answer) = await Neighbourhood.PostAsync(client, path, body, key);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created, $"{path}: {status} {answer}");
        return answer;
    }

    private static string Around(byte[] body)
    {
        var text = System.Text.Encoding.Latin1.GetString(body);
        var at = text.IndexOf(Marks.FamilyName, StringComparison.OrdinalIgnoreCase);
        if (at < 0) at = Math.Max(0, text.IndexOf(Marks.NhsNumber, StringComparison.Ordinal));
        return new string([.. text.Substring(Math.Max(0, at - 120), Math.Min(220, text.Length - Math.Max(0, at - 120)))
            .Select(c => char.IsControl(c) || c > '~' ? '.' : c)]);
    }
}
