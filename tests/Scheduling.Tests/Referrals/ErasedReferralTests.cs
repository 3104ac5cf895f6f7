using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.People;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Scheduling.Tests.Referrals;

public class ErasedReferralTests(Place place)
{
    // Valid numbers of the test range, of nobody whom another test erases.
    private const string Erased = "9990000018";
    private const string Kept = "9990000026";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_closed_referral_is_swept_when_its_time_is_over_and_an_open_one_never()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var (old, recent, open) = (await ReferAsync(gp, team.Service, Erased), await ReferAsync(gp, team.Service, Kept),
            await ReferAsync(gp, team.Service, "9990000034"));
        foreach (var referral in (Guid[])[old, recent]) await gp.DecidedAsync(referral, "withdrawal", new { reason = "so that it is closed" });
        await AgeAsync(old, 9);
        await AgeAsync(recent, 7);

        await place.Host.Services.GetRequiredService<RetentionSweeper>().SweepAsync(Cancelled);

        Assert.Equal((410, "referral.erased"), await (await gp.GetAsync($"/api/scheduling/referrals/{old}", Cancelled)).RefusalAsync());
        Assert.Equal(0, await place.Host.ScalarAsync<int>(
            $"""
             SELECT num_nonnulls(nhs_number, family_name, given_name, date_of_birth, postcode, phone, reason, communication_needs, needs, advice,
                 withdrawal_reason) FROM service_requests WHERE id = '{old}'
             """));
        foreach (var kept in (Guid[])[recent, open]) await gp.SeeAsync($"referrals/{kept}");
    }

    [Fact]
    public async Task The_privacy_officer_erases_what_has_an_outcome_and_reports_what_is_held()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var officer = place.Host.Client(Roles.PrivacyOfficer, "icb", name: $"officer-{Guid.NewGuid():N}");
        const string person = "9990000042";
        var referral = await ReferAsync(gp, team.Service, person);

        var report = await officer.SayAsync("people/access-report", new { nhsNumber = person });
        var held = Assert.Single(report.GetProperty("referrals").EnumerateArray());
        Assert.Equal(A.Reason, held.GetProperty("referral").GetProperty("reason").GetString());
        Assert.Equal("received", Assert.Single(held.GetProperty("history").EnumerateArray()).GetProperty("kind").GetString());
        Assert.Equal((409, "person.has-open-referrals"), await (await EraseAsync(officer, person)).RefusalAsync());
        await gp.DecidedAsync(referral, "withdrawal", new { reason = "so that it is closed" });
        Assert.Equal(200, (int)(await EraseAsync(officer, person)).StatusCode);
        Assert.Equal((410, "referral.erased"), await (await gp.GetAsync($"/api/scheduling/referrals/{referral}", Cancelled)).RefusalAsync());
        Assert.Equal((404, "person.unknown"), await (await EraseAsync(officer, person)).RefusalAsync());
    }

    private static Task<Guid> ReferAsync(HttpClient gp, Guid service, string nhsNumber)
    {
        var body = Referring.To(service);
        body["person"]!["nhsNumber"] = nhsNumber;
        return gp.ReferredAsync(body);
    }

    private static Task<HttpResponseMessage> EraseAsync(HttpClient officer, string nhsNumber) =>
        officer.PostAsJsonAsync("/api/scheduling/people/erasure", new { nhsNumber, reason = "takenInError" }, Cancelled);

    private Task AgeAsync(Guid referral, int years) => place.Host.ExecuteAsync(
        $"SET session_replication_role = replica; UPDATE service_requests SET closed_at = now() - interval '{years} years' WHERE id = '{referral}'");
}
