using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace IntegratedCare.EndToEnd.Tests.Attacks;

/// <summary>People of another organisation and another neighbourhood, who know the ids of what is not theirs, on every route that takes one.</summary>
public sealed class StrangerTests(RunningSystem system)
{
    private static readonly (string Role, string Organisation)[] Strangers =
    [
        ("gp", "pennine-care"), ("care-coordinator", "pennine-care"), ("team-clinician", "pennine-care"), ("link-worker", "pennine-care"),
        ("finance-officer", "pennine-care"), ("analyst", "pennine-care"), ("board-member", "pennine-care"), ("operator", "pennine-care"),
        ("directory-editor", "pennine-care"), ("pool-manager", "pennine-care"),
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_gets_at_a_record_by_knowing_its_id()
    {
        using var gp = await system.AsAsync("gp");
        var service = await Neighbourhood.FindServiceAsync(gp, "wound care");
        var slot = (await Neighbourhood.SlotsAsync(gp, service))[^1];
        var (booked, booking) = await Neighbourhood.BookAsync(gp, slot);
        Assert.Equal(HttpStatusCode.Created, booked);
        var (id, team) = (booking.GetProperty("id").GetString()!, slot.GetProperty("teamId").GetString()!);
        var (logged, incident) = await LogAsync(gp, service, id);
        Assert.Equal(HttpStatusCode.Created, logged);
        var incidentId = incident.GetProperty("id").GetString()!;
        var own = await Answers.SendAsync(gp, HttpMethod.Get, $"/api/scheduling/bookings/{id}", null);
        Assert.Equal(HttpStatusCode.OK, own.Status);
        Assert.Contains("Quillfeather", own.Text, StringComparison.Ordinal);      // else the rest would prove nothing

        await foreach (var (stranger, role) in StrangersAsync())
        {
            using (stranger)
            {
                foreach (var described in Described.Services)
                {
                    var description = await Described.ReadAsync(system, described);
                    foreach (var operation in description.Operations().Where(one => one.TakesId && one.NeedsToken))
                        foreach (var known in (string[])[id, incidentId, team])
                            await TriesAsync(description, operation, stranger, role, known);
                }

                await MustNotFindAsync(stranger, role, $"/api/scheduling/bookings/{id}");
                await MustNotFindAsync(stranger, role, $"/api/scheduling/bookings/{id}/history");
                await MustNotFindAsync(stranger, role, $"/api/scheduling/teams/{team}/day?date={slot.GetProperty("start").GetString()![..10]}");
            }
        }

        var after = JsonDocument.Parse((await Answers.SendAsync(gp, HttpMethod.Get, $"/api/scheduling/bookings/{id}", null)).Text).RootElement;
        Assert.Equal("confirmed", after.GetProperty("status").GetString());       // and nobody has changed it
    }

    [Fact]
    public async Task A_finance_officer_posts_for_no_other_organisation()
    {
        using var finance = await system.AsAsync("finance-nca");

        var (status, text) = await Answers.SendAsync(finance, HttpMethod.Post, "/api/ledger/funds/oldham-s75/contributions", """
            { "partner": "oldham-council", "amountPence": 1, "valueDate": "2026-04-01", "reference": "Not ours" }
            """);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("contribution.not-your-organisation", text, StringComparison.Ordinal);
    }

    private static async Task TriesAsync(Described description, Described.Operation operation, HttpClient stranger, string role, string known)
    {
        // What changes a team or a service as a whole is an office's own right, and belongs to no organisation.
        if (operation.Method == HttpMethod.Put || operation.Path.EndsWith("/capacity", StringComparison.Ordinal)) return;

        var body = operation.Body is { } schema ? description.Body(schema, _ => null)?.ToJsonString()
            : operation.Method == HttpMethod.Get ? null : "{}";
        var (status, text) = await Answers.SendAsync(stranger, operation.Method, operation.Address(_ => known), body);

        var told = $"{role} at {operation}: {(int)status} {text}";
        Assert.DoesNotContain("Quillfeather", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zephyrine", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Marker-", text, StringComparison.Ordinal);
        if (operation.Method != HttpMethod.Get) Assert.True((int)status >= 400, told);
    }

    private static async Task MustNotFindAsync(HttpClient stranger, string role, string address)
    {
        var (status, text) = await Answers.SendAsync(stranger, HttpMethod.Get, address, null);

        Assert.True(status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{role} at {address}: {(int)status} {text}");
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> LogAsync(HttpClient gp, Guid service, string booking) =>
        Neighbourhood.PostAsync(gp, "/api/quality/incidents", new
        {
            eventType = "incident",
            occurredAt = TimeProvider.System.GetUtcNow().AddHours(-1),
            serviceId = service,
            bookingId = booking,
            description = "Marker-incident: compression applied before the arteries were checked.",
            physicalHarm = "low",
            psychologicalHarm = "none",
            safeguarding = true,
        }, Guid.NewGuid().ToString());

    /// <summary>Personas that only this test knows, of an organisation that has no part in the booking and a neighbourhood far away.</summary>
    private async IAsyncEnumerable<(HttpClient Client, string Role)> StrangersAsync()
    {
        using var loader = system.With(await LoaderTokenAsync());
        foreach (var (role, organisation) in Strangers)
        {
            var name = $"stranger-{role}";
            using var made = await loader.PutAsJsonAsync($"/identity/personas/{name}",
                new { displayName = "Stranger", role, organisationCode = organisation, neighbourhoodCode = "far-away" }, Cancelled);
            Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync(Cancelled));
            yield return (await system.AsAsync(name), role);
        }
    }

    private async Task<string> LoaderTokenAsync()
    {
        using var client = system.Anonymous();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = "place-loader", ["client_secret"] = system.Secrets()["place-loader-secret"],
        });
        using var answer = await client.PostAsync("/identity/token", form, Cancelled);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("access_token").GetString()!;
    }
}
