using IntegratedCare.DirectoryOfServices.Assurance;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Evidence;

namespace IntegratedCare.DirectoryOfServices.Tests.Assurance;

public sealed class StalenessTests
{
    private const int Months = 3;
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 6, 1);

    [Fact]
    public void An_entry_that_was_assured_today_with_nothing_against_it_scores_nothing() =>
        Assert.Equal(0, ScoreOf(Fresh));

    [Fact]
    public void An_entry_with_everything_against_it_scores_a_hundred()
    {
        var worst = Fresh with
        {
            AssuredOn = null,
            Told = [.. Enumerable.Repeat(new Told(EvidenceKind.Closed, Now), 5)],
            FailedChecks = [new(CheckKind.TelephoneForm, "telephone"), new(CheckKind.EmailForm, "email"), new(CheckKind.LinkBroken, "url")],
            HasContact = false,
            HasHours = false,
        };

        Assert.Equal(Staleness.Max, ScoreOf(worst));
    }

    [Theory]
    [InlineData(null, DueBecause.NeverAssured)]
    [InlineData("2026-03-01", DueBecause.Expired)]
    [InlineData("2026-03-02", null)]
    public void An_assurance_lasts_the_places_months_to_the_day(string? assuredOn, DueBecause? because) =>
        Assert.Equal(because, Staleness.Due(Fresh with { AssuredOn = assuredOn is null ? null : DateOnly.Parse(assuredOn, null) }, Months, Now));

    [Fact]
    public void Enough_evidence_makes_an_entry_due_that_was_assured_today()
    {
        Assert.Null(Staleness.Due(Fresh with { Told = [new(EvidenceKind.WrongDetails, Now)] }, Months, Now));
        Assert.Equal(DueBecause.Evidence, Staleness.Due(Fresh with { Told = [new(EvidenceKind.Closed, Now)] }, Months, Now));
    }

    [Fact]
    public void The_score_only_grows_with_what_speaks_against_the_entry()
    {
        var random = new Random(20260601);
        for (var n = 0; n < 2_000; n++)
        {
            var entry = AnyEntry(random);
            var score = ScoreOf(entry);
            Assert.InRange(score, 0, Staleness.Max);

            Assert.True(ScoreOf(entry with { AssuredOn = entry.AssuredOn?.AddDays(-random.Next(1, 400)) }) >= score);
            Assert.True(ScoreOf(entry with { AssuredOn = null }) >= score);
            Assert.True(ScoreOf(entry with { Told = [.. entry.Told, AnyTold(random)] }) >= score);
            Assert.True(ScoreOf(entry with { Told = [.. entry.Told.Select(t => t with { At = t.At.AddDays(-random.Next(1, 90)) })] }) <= score);
            Assert.True(ScoreOf(entry with { FailedChecks = [.. entry.FailedChecks, new(CheckKind.EmailForm, "email")] }) >= score);
            Assert.True(ScoreOf(entry with { HasContact = false }) >= score);
            Assert.True(ScoreOf(entry with { HasHours = false }) >= score);
            Assert.True(ScoreOf(entry with { AssuredOn = Today, Told = [] }) <= score);
        }
    }

    [Fact]
    public void The_parts_explain_the_score()
    {
        var random = new Random(1);
        for (var n = 0; n < 500; n++)
        {
            var entry = AnyEntry(random);
            var parts = Staleness.PartsOf(entry, Months, Now);

            Assert.Equal([StalenessPartKind.Age, StalenessPartKind.Evidence, StalenessPartKind.Checks, StalenessPartKind.Missing],
                parts.Select(p => p.Kind));
            Assert.All(parts, part => Assert.EndsWith(".", part.Explanation, StringComparison.Ordinal));
            Assert.Equal(ScoreOf(entry), (int)Math.Round(Math.Min(100, parts.Sum(p => p.Points)), MidpointRounding.AwayFromZero));
        }
    }

    [Fact]
    public void Evidence_fades_by_half_in_its_half_life()
    {
        var lately = PointsOf(Now);
        var longAgo = PointsOf(Now.AddDays(-Staleness.HalfLifeDays));

        Assert.Equal(lately / 2, longAgo, 9);
    }

    private static Dossier Fresh => new(
        Guid.NewGuid(), "Clinic", ServiceCategory.CommunityHealth, Guid.NewGuid(), "Trust", Today, "Council", false, [], [], true, true);

    private static double PointsOf(DateTimeOffset told) =>
        Staleness.PartsOf(Fresh with { Told = [new(EvidenceKind.ContactFailed, told)] }, Months, Now)[1].Points;

    private static int ScoreOf(Dossier entry) => Staleness.Of(entry, Months, Now);

    private static Dossier AnyEntry(Random random) => Fresh with
    {
        AssuredOn = random.Next(5) == 0 ? null : Today.AddDays(-random.Next(0, 800)),
        Told = [.. Enumerable.Range(0, random.Next(0, 5)).Select(_ => AnyTold(random))],
        FailedChecks = [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => new FailedCheck((CheckKind)random.Next(0, 4), "x"))],
        HasContact = random.Next(2) == 0,
        HasHours = random.Next(2) == 0,
    };

    private static Told AnyTold(Random random) => new((EvidenceKind)random.Next(0, 5), Now.AddDays(-random.Next(0, 300)));
}
