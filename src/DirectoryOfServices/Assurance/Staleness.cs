using System.Globalization;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Evidence;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.DirectoryOfServices.Assurance;

/// <summary>One thing that somebody told of an entry.</summary>
internal readonly record struct Told(EvidenceKind Kind, DateTimeOffset At);

/// <summary>How far an entry is to be doubted, from 0 (not at all) to 100, and why: a sum of four parts, none of which is the whole.</summary>
/// <remarks>
/// Each part only grows with what speaks against the entry: with the months since its assurance, with what was told since and how lately, with each
/// check that fails and each thing that is missing. What was told fades by half in <see cref="HalfLifeDays"/> days, and an assurance settles it.
/// </remarks>
internal static class Staleness
{
    public const int Max = 100;
    public const double AgeMax = 40;
    public const double EvidenceMax = 40;
    public const double ChecksMax = 20;
    public const double MissingMax = 20;
    public const double HalfLifeDays = 60;

    /// <summary>So much evidence makes an entry due, however lately it was assured.</summary>
    public const double EvidenceDue = 20;

    /// <summary>Older evidence weighs less than a thousandth, and is not looked at.</summary>
    public static readonly TimeSpan EvidenceAgeMax = TimeSpan.FromDays(10 * HalfLifeDays);

    private const double DaysPerMonth = 365.25 / 12;

    /// <summary>The parts, in the order in which they are explained.</summary>
    public static IReadOnlyList<StalenessPart> PartsOf(Dossier entry, int assuranceMonths, DateTimeOffset now) =>
    [
        Age(entry.AssuredOn, assuranceMonths, LondonTime.DateOf(now)),
        Evidence(entry.Told, now),
        Checks(entry.FailedChecks),
        Missing(entry),
    ];

    /// <summary>The score alone: what a list of many thousands is put in order by.</summary>
    public static int Of(Dossier entry, int assuranceMonths, DateTimeOffset now)
    {
        var points = AgePoints(entry.AssuredOn, assuranceMonths, LondonTime.DateOf(now)) + EvidencePoints(entry.Told, now)
            + ChecksPoints(entry.FailedChecks) + MissingPoints(entry);
        return (int)Math.Round(Math.Min(Max, points), MidpointRounding.AwayFromZero);
    }

    /// <summary>The day on which an assurance ends.</summary>
    public static DateOnly? DueOn(DateOnly? assuredOn, int assuranceMonths) => assuredOn?.AddMonths(assuranceMonths);

    /// <summary>Why somebody should look at the entry; null: nobody need do so now.</summary>
    public static DueBecause? Due(Dossier entry, int assuranceMonths, DateTimeOffset now)
    {
        if (DueOn(entry.AssuredOn, assuranceMonths) is not { } dueOn) return DueBecause.NeverAssured;
        if (LondonTime.DateOf(now) >= dueOn) return DueBecause.Expired;
        return EvidencePoints(entry.Told, now) >= EvidenceDue ? DueBecause.Evidence : null;
    }

    private static StalenessPart Age(DateOnly? assuredOn, int assuranceMonths, DateOnly today) => new(
        StalenessPartKind.Age, AgePoints(assuredOn, assuranceMonths, today),
        assuredOn is { } day
            ? $"Assured {MonthsSince(day, today).ToString("0.#", CultureInfo.InvariantCulture)} months ago; an assurance lasts {assuranceMonths}."
            : "Nobody has assured the entry.");

    private static double AgePoints(DateOnly? assuredOn, int assuranceMonths, DateOnly today) =>
        assuredOn is { } day ? Math.Min(AgeMax, AgeMax / 2 * MonthsSince(day, today) / assuranceMonths) : AgeMax;

    private static double MonthsSince(DateOnly day, DateOnly today) => Math.Max(0, today.DayNumber - day.DayNumber) / DaysPerMonth;

    private static StalenessPart Evidence(IReadOnlyList<Told> told, DateTimeOffset now)
    {
        var kinds = told.GroupBy(one => one.Kind).OrderBy(kind => kind.Key).Select(kind => $"{kind.Key.Word()} {kind.Count()}");
        return new(
            StalenessPartKind.Evidence, EvidencePoints(told, now),
            told.Count == 0 ? "Nothing was told since the assurance." : $"Told since the assurance: {string.Join(", ", kinds)}.");
    }

    private static double EvidencePoints(IReadOnlyList<Told> told, DateTimeOffset now) => Math.Min(
        EvidenceMax, told.Sum(one => WeightOf(one.Kind) * Math.Pow(0.5, Math.Max(0, (now - one.At).TotalDays) / HalfLifeDays)));

    private static StalenessPart Checks(IReadOnlyList<FailedCheck> failed) => new(
        StalenessPartKind.Checks, ChecksPoints(failed),
        failed.Count == 0 ? "Numbers and addresses look right."
            : $"Failed: {string.Join(", ", failed.Select(check => $"{check.Kind.Word()} ({check.Where})"))}.");

    private static double ChecksPoints(IReadOnlyList<FailedCheck> failed) =>
        Math.Min(ChecksMax, failed.Sum(check => check.Kind == CheckKind.LinkBroken ? 15 : 10));

    private static StalenessPart Missing(Dossier entry)
    {
        string[] missing = [.. entry.HasContact ? [] : new[] { "contact" }, .. entry.HasHours ? [] : new[] { "opening hours" }];
        return new(
            StalenessPartKind.Missing, MissingPoints(entry),
            missing.Length == 0 ? "A contact and opening hours are there." : $"Missing: {string.Join(", ", missing)}.");
    }

    private static double MissingPoints(Dossier entry) => (entry.HasContact ? 0 : 15) + (entry.HasHours ? 0 : 5);

    private static double WeightOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Closed => 25,
        EvidenceKind.WrongDetails => 15,
        EvidenceKind.ContactFailed => 12,
        EvidenceKind.ReferralBounced => 12,
        EvidenceKind.Declined => 6,
    };
}

/// <summary>What a part of the score speaks of.</summary>
public enum StalenessPartKind
{
    /// <summary>How long ago the entry was assured.</summary>
    Age,

    /// <summary>What people told since.</summary>
    Evidence,

    /// <summary>What a machine can see to be wrong.</summary>
    Checks,

    /// <summary>What an entry should have.</summary>
    Missing,
}

/// <summary>Why an entry is on the worklist.</summary>
public enum DueBecause
{
    /// <summary>Nobody has ever said that it is right.</summary>
    NeverAssured,

    /// <summary>That was said too long ago.</summary>
    Expired,

    /// <summary>Too much was told since.</summary>
    Evidence,
}

/// <summary>A part of the score. <c>Points</c> are what it adds; the sentence says why.</summary>
public sealed record StalenessPart(StalenessPartKind Kind, double Points, string Explanation);
