using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.BreakGlass;

namespace IntegratedCare.Scheduling.Tests.BreakGlass;

public class GrantTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 5, 14, 0, 0, TimeSpan.Zero);     // a Friday
    private static readonly Caller Gp = new("account:1", "GP", Roles.Gp, "pcn-1", "central");
    private static readonly Caller Officer = new("account:2", "Officer", Roles.PrivacyOfficer, "icb", null);

    [Fact]
    public void It_lasts_an_hour_and_is_reviewed_within_three_working_days()
    {
        var grant = Open();

        Assert.True(grant.IsOpenAt(Now.AddMinutes(59)));
        Assert.False(grant.IsOpenAt(Now.AddMinutes(60)));
        Assert.Equal(new(2026, 6, 10, 23, 0, 0, TimeSpan.Zero), grant.ReviewDueAt.ToUniversalTime());
    }

    [Fact]
    public void A_program_does_not_break_the_glass()
    {
        var program = Gp with { Subject = "client:partner" };

        Assert.Equal(BreakGlassErrors.PeopleOnly, Assert.Throws<DomainException>(() => Open(program)).Error);
    }

    [Fact]
    public void Only_who_opened_it_and_the_privacy_officer_end_it_and_only_once()
    {
        var (one, other) = (Open(), Open());

        Assert.Equal(BreakGlassErrors.Unknown, Refused(() => one.End(Gp with { Subject = "account:3" }, Now)));
        one.End(Gp, Now);
        other.End(Officer, Now);

        Assert.False(one.IsOpenAt(Now));
        Assert.Equal(BreakGlassErrors.Ended, Refused(() => one.End(Gp, Now)));
        Assert.Equal(BreakGlassErrors.Ended, Refused(() => Open().End(Gp, Now.AddHours(1))));
    }

    [Fact]
    public void A_review_is_by_somebody_else_after_the_end_and_final()
    {
        var grant = Open();

        Assert.Equal(BreakGlassErrors.StillOpen, Refused(() => grant.Review(ReviewOutcome.Justified, [1], Officer, Now)));
        Assert.Equal(BreakGlassErrors.OwnGrant, Refused(() => grant.Review(ReviewOutcome.Justified, [1], Gp, Now.AddHours(2))));
        grant.Review(ReviewOutcome.NotJustified, [1], Officer, Now.AddHours(2));

        Assert.Equal(ReviewOutcome.NotJustified, grant.Outcome);
        Assert.Equal(BreakGlassErrors.Reviewed, Refused(() => grant.Review(ReviewOutcome.Justified, [1], Officer, Now.AddHours(3))));
    }

    private static DomainError Refused(Action act) => Assert.Throws<DomainException>(act).Error;

    private static Grant Open(Caller? caller = null) =>
        Grant.Open("key", EmergencyCategory.LifeThreatening, _ => [1], caller ?? Gp, new(), Now);
}
