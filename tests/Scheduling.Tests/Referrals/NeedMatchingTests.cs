using IntegratedCare.Contracts.Directory;
using IntegratedCare.Scheduling.Referrals;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Teams;
using IntegratedCare.Testing;
using Service = IntegratedCare.Scheduling.CareServices.CareService;

namespace IntegratedCare.Scheduling.Tests.Referrals;

public class NeedMatchingTests(Place place)
{
    [Theory]
    [InlineData("bn", "yes")]
    [InlineData("bn-Latn", "yes")]
    [InlineData("ur", "arranged")]
    public void A_language_is_spoken_or_an_interpreter_is_to_be_booked(string language, string met) =>
        Assert.Equal(met, MetOf(Match(new(InterpreterLanguage: language), ["bn", "en"], interpreting: true)));

    [Theory]
    [InlineData(new[] { "en" }, false, "no")]
    [InlineData(null, null, "unknown")]
    [InlineData(new[] { "en", "bfi" }, false, "yes")]
    public void Sign_language_is_a_language_and_what_nobody_has_said_is_unknown(string[]? languages, bool? interpreting, string met) =>
        Assert.Equal(met, MetOf(Match(new(Access: [AccessNeed.BritishSignLanguage]), languages, interpreting)));

    [Theory]
    [InlineData(AccessNeed.WheelchairAccess, Delivery.InPerson, "yes")]
    [InlineData(AccessNeed.HearingLoop, Delivery.InPerson, "no")]
    [InlineData(AccessNeed.HearingLoop, Delivery.Home, "yes")]
    [InlineData(AccessNeed.HomeVisit, Delivery.Home, "yes")]
    [InlineData(AccessNeed.HomeVisit, Delivery.Video, "no")]
    [InlineData(AccessNeed.Chaperone, Delivery.InPerson, "arranged")]
    public void What_hangs_on_the_place_is_set_against_the_place(AccessNeed need, Delivery delivery, string met)
    {
        var site = new Site { Id = new(Guid.NewGuid()), Name = "Centre", Version = 1, Accessibility = ["wheelchairAccessible"] };

        Assert.Equal(met, MetOf(Assert.Single(NeedMatching.Of(new(Access: [need]), service: null, site, delivery))));
        Assert.Equal(need is AccessNeed.Chaperone ? "arranged" : "unknown",
            MetOf(Assert.Single(NeedMatching.Of(new(Access: [need]), service: null, site: null, delivery: null))));
    }

    [Fact]
    public async Task Each_slot_says_what_it_lacks_to_those_who_may_read_the_referral()
    {
        var site = Guid.CreateVersion7();
        var plan = A.Team([Guid.CreateVersion7()]);
        foreach (var pattern in plan.Body["workingPatterns"]!.AsArray())
        {
            pattern!["delivery"] = "inPerson";
            pattern["siteId"] = site;
        }

        var team = await place.Host.OpenTeamAsync(plan);
        await place.Host.PublishAsync(A.Service(team.Service, version: 2) with { Languages = ["en"], Interpreting = true });
        await place.Host.PublishAsync(new SitePublished(site, 1, "Centre", null, TimeProvider.System.GetUtcNow(), Accessibility: ["stepFree"]));
        using var gp = place.Host.Gp();
        var referral = await gp.ReferredAsync(Referring.To(team.Service));

        await Eventually.Passes(async () =>
        {
            var slot = (await gp.SeeAsync($"slots?serviceId={team.Service}&limit=1&referralId={referral}")).GetProperty("items")[0];
            Assert.Equal(["interpreter arranged", "wheelchairAccess no", "largePrint yes"], slot.GetProperty("needsMet").EnumerateArray()
                .Select(n => $"{n.GetProperty("need").GetString()} {n.GetProperty("met").GetString()}"));
        });
        Assert.False((await gp.SeeAsync($"slots?serviceId={team.Service}&limit=1")).GetProperty("items")[0].TryGetProperty("needsMet", out _));
        using var stranger = place.Host.Gp("practice-2");
        var answer = await stranger.GetAsync(
            $"/api/scheduling/slots?serviceId={team.Service}&referralId={referral}", TestContext.Current.CancellationToken);
        Assert.Equal((404, "referral.unknown"), await answer.RefusalAsync());
        Assert.Equal(["interpreter", "wheelchairAccess", "largePrint"], (await gp.SeeAsync($"referrals/{referral}")).GetProperty("needsMet")
            .EnumerateArray().Select(n => n.GetProperty("need").GetString()));
        Assert.True(await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM access_records WHERE action = 'referral.needs-read' AND record_id = '{referral}'") > 0);
    }

    private static NeedMatch Match(NeedsEntry needs, string[]? languages, bool? interpreting)
    {
        var service = new Service { Id = new(Guid.NewGuid()) };
        service.Hear(1, "Clinic", bookable: true, null, "active", languages, interpreting);
        return Assert.Single(NeedMatching.Of(needs, service, site: null, delivery: null));
    }

    private static string MetOf(NeedMatch match) => match.Met switch
    {
        NeedMet.Yes => "yes", NeedMet.Arranged => "arranged", NeedMet.No => "no", NeedMet.Unknown => "unknown",
    };
}
