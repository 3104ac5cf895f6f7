using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Restrictions;

namespace IntegratedCare.Quality.Tests.Incidents;

/// <summary>Each role and each kind of incident: who learns that it exists, in lists, totals, details and the timeline.</summary>
[Collection(QualityCollection.Name)]
public sealed class NeedToKnowTests(QualityHost quality)
{
    private const string Incidents = "/api/quality/incidents";

    public static TheoryData<string, bool> EveryRoleAndIncident()
    {
        var table = new TheoryData<string, bool>();
        foreach (var role in Policies.IncidentRead.Roles)
        {
            table.Add(role, false);
            table.Add(role, true);
        }

        return table;
    }

    [Theory]
    [MemberData(nameof(EveryRoleAndIncident))]
    public async Task Officers_know_of_every_incident_and_nobody_else_of_another_persons(string role, bool safeguarding)
    {
        var service = Guid.CreateVersion7();
        var logged = await QualityHost.LogAsync(
            quality.NewReporter(), A.Incident with { ServiceId = service, Safeguarding = safeguarding });
        var reader = quality.NewReporter(role);
        var expected = role is Roles.ChiefNurse or Roles.Dass or Roles.Dcs or Roles.Dph;

        Assert.Equal(expected, await SeesAsync(reader, logged.Id, service));
    }

    [Theory]
    [MemberData(nameof(EveryRoleAndIncident))]
    public async Task A_reporter_of_any_role_knows_of_their_own(string role, bool safeguarding)
    {
        var service = Guid.CreateVersion7();
        var reporter = quality.NewReporter(role);
        var logged = await QualityHost.LogAsync(
            reporter, A.Incident with { ServiceId = service, Safeguarding = safeguarding });

        Assert.True(await SeesAsync(reporter, logged.Id, service));
        var read = await QualityHost.GetAsync<IncidentView>(reporter, $"{Incidents}/{logged.Id}");
        Assert.True(read.Reporter.You);
    }

    [Fact]
    public async Task An_incident_one_may_not_know_of_and_one_that_does_not_exist_are_answered_alike()
    {
        var hidden = await QualityHost.LogAsync(quality.NewReporter(), A.Incident with { Safeguarding = true });
        var reader = quality.NewReporter(Roles.BoardMember);

        using var known = await reader.GetAsync(Address($"{Incidents}/{hidden.Id}"), TestContext.Current.CancellationToken);
        using var unknown = await reader.GetAsync(
            Address($"{Incidents}/{Guid.CreateVersion7()}"), TestContext.Current.CancellationToken);

        Assert.Equal((404, "incident.unknown"), await QualityHost.RefusalAsync(known));
        Assert.Equal((404, "incident.unknown"), await QualityHost.RefusalAsync(unknown));
    }

    [Fact]
    public async Task A_reporter_learns_how_many_bookings_are_affected_and_officers_which()
    {
        var reporter = quality.NewReporter();
        var logged = await QualityHost.LogAsync(reporter);

        var own = await QualityHost.GetAsync<IncidentView>(reporter, $"{Incidents}/{logged.Id}");
        var officers = await QualityHost.GetAsync<IncidentView>(
            quality.Service.Client(Roles.Dass), $"{Incidents}/{logged.Id}");
        using var list = await reporter.GetAsync(
            Address($"{Incidents}/{logged.Id}/affected-bookings"), TestContext.Current.CancellationToken);

        Assert.Null(own.AffectedBookings);
        Assert.NotNull(officers.AffectedBookings);
        Assert.Equal((403, "request.forbidden"), await QualityHost.RefusalAsync(list));
    }

    [Fact]
    public async Task Every_reading_of_a_description_is_accounted_for()
    {
        var logged = await QualityHost.LogAsync(quality.NewReporter());
        var reader = quality.Service.Client(Roles.Dcs, "E08000004");
        reader.DefaultRequestHeaders.Add("X-Purpose", "safeguarding");

        await QualityHost.GetAsync<IncidentView>(reader, $"{Incidents}/{logged.Id}");

        var accesses = await quality.AccessesAsync("incident", logged.Id);
        Assert.Equal(2, accesses.Count);
        Assert.EndsWith("team-clinician RT2 notStated incident.log", accesses[0], StringComparison.Ordinal);
        Assert.Equal("persona:dcs dcs E08000004 safeguarding incident.read", accesses[1]);
    }

    [Theory]
    [InlineData(Roles.ChiefNurse, 200, 200, 422)]
    [InlineData(Roles.Dass, 200, 200, 403)]
    [InlineData(Roles.Dcs, 200, 200, 403)]
    [InlineData(Roles.Dph, 200, 200, 403)]
    [InlineData(Roles.Operator, 200, 403, 403)]
    [InlineData(Roles.Gp, 403, 403, 403)]
    [InlineData(Roles.TeamClinician, 403, 403, 403)]
    [InlineData(Roles.DirectoryEditor, 403, 403, 403)]
    [InlineData(Roles.BoardMember, 403, 403, 403)]
    [InlineData(Roles.PlaceLoader, 403, 403, 403)]
    public async Task Officers_and_the_operator_list_restrictions_officers_read_reasons_the_chief_nurse_acts(
        string role, int list, int read, int act)
    {
        var restriction = await quality.RestrictedServiceAsync();
        var client = quality.Service.Client(role);
        var path = $"/api/quality/restrictions/{restriction.Id}";

        using var listed = await client.GetAsync(
            Address("/api/quality/restrictions"), TestContext.Current.CancellationToken);
        using var readOne = await client.GetAsync(Address(path), TestContext.Current.CancellationToken);
        using var restricted = await client.PostAsJsonAsync(
            "/api/quality/restrictions", A.Restriction(Guid.CreateVersion7(), Guid.CreateVersion7()), QualityHost.Json,
            TestContext.Current.CancellationToken);

        Assert.Equal((list, read, act),
            ((int)listed.StatusCode, (int)readOne.StatusCode, (int)restricted.StatusCode));
        if (role is Roles.ChiefNurse) return;
        using var lifted = await client.PostAsJsonAsync(
            $"{path}/lift", new LiftRestrictionRequest("Safe."), QualityHost.Json, TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)lifted.StatusCode);
    }

    /// <summary>Whether the reader learns of it; fails where one door says yes and another no.</summary>
    private static async Task<bool> SeesAsync(HttpClient reader, Guid incident, Guid service)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var narrowed = await QualityHost.GetAsync<Page<IncidentSummaryView>>(reader, $"{Incidents}?serviceId={service}");
        var all = await QualityHost.GetAsync<Page<IncidentSummaryView>>(reader, $"{Incidents}?pageSize=200");
        using var detail = await reader.GetAsync(Address($"{Incidents}/{incident}"), cancellationToken);
        using var timeline = await reader.GetAsync(Address($"{Incidents}/{incident}/timeline"), cancellationToken);

        bool[] doors =
        [
            narrowed.Total == 1,
            narrowed.Items.Any(i => i.Id == incident),
            all.Total > 0 && all.Items.Any(i => i.Id == incident),
            detail.IsSuccessStatusCode,
            timeline.IsSuccessStatusCode,
        ];
        Assert.Single(doors.Distinct());
        return doors[0];
    }

    private static Uri Address(string path) => new(path, UriKind.Relative);
}
