using System.Globalization;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>What one set of terms changes against another, in sentences that a board can read.</summary>
internal static class AgreementDifferences
{
    /// <returns>Empty if and only if the terms are the same.</returns>
    public static IReadOnlyList<string> Between(AgreementTerms before, AgreementTerms after) =>
    [
        .. Changed("The host", before.HostOrganisationCode, after.HostOrganisationCode),
        .. Changed("The pooled fund manager", before.PoolManager, after.PoolManager),
        .. Sets("partner", before.Partners, after.Partners),
        .. Reworded("Aims and outcomes", before.Aims, after.Aims),
        .. Contributions(before.Contributions, after.Contributions),
        .. Reworded("How contributions vary", before.HowContributionsVary, after.HowContributionsVary),
        .. Sets("function", before.Functions, after.Functions),
        .. Reworded("Persons and services", before.PersonsAndServices, after.PersonsAndServices),
        .. Reworded("Resources", before.Resources, after.Resources),
        .. Changed("The first day of the term", Day(before.StartsOn), Day(after.StartsOn)),
        .. Changed("The last day of the term", Day(before.EndsOn), Day(after.EndsOn)),
        .. Changed("The day of review", Day(before.ReviewOn), Day(after.ReviewOn)),
        .. Reworded("Variation and termination", before.VariationAndTermination, after.VariationAndTermination),
        .. Reworded("Management", before.Management, after.Management),
        .. Risk(before.RiskShare, after.RiskShare),
        .. Changed("The limit of a manual entry by one person", Pounds.Of(before.Limits.ManualEntryPence), Pounds.Of(after.Limits.ManualEntryPence)),
        .. Changed("The limit of a virement by one person", Pounds.Of(before.Limits.VirementPence), Pounds.Of(after.Limits.VirementPence)),
        .. Changed("The limit of what a program posts in one request", Optional(before.Limits.ProgramRequestPence), Optional(after.Limits.ProgramRequestPence)),
        .. Changed("The months of a report", Number(before.ReportingMonths), Number(after.ReportingMonths)),
    ];

    private static IEnumerable<string> Contributions(IReadOnlyList<ContributionTerms> before, IReadOnlyList<ContributionTerms> after)
    {
        var old = before.ToDictionary(c => (c.Partner, c.IsRecurrent));
        var now = after.ToDictionary(c => (c.Partner, c.IsRecurrent));
        foreach (var (key, gone) in old)
            if (!now.ContainsKey(key)) yield return $"{Payer(gone)} no longer contributes; it was {Pounds.Of(gone.AmountPence)}.";

        foreach (var (key, each) in now)
        {
            if (!old.TryGetValue(key, out var was))
            {
                yield return $"{Payer(each)} contributes {Pounds.Of(each.AmountPence)}, {Plan(each.Instalments)}; it did not before.";
                continue;
            }

            if (was.AmountPence != each.AmountPence)
                yield return $"{Payer(each)} contributes {Pounds.Of(each.AmountPence)} instead of {Pounds.Of(was.AmountPence)}, "
                    + $"{Pounds.Of(Math.Abs(each.AmountPence - was.AmountPence))} {(each.AmountPence > was.AmountPence ? "more" : "less")}.";
            if (Plan(was.Instalments) != Plan(each.Instalments))
                yield return $"{Payer(each)} pays {Plan(each.Instalments)} instead of {Plan(was.Instalments)}.";
        }
    }

    private static IEnumerable<string> Risk(RiskShare before, RiskShare after) =>
    [
        .. Changed("The basis of the risk share", Basis(before.Basis), Basis(after.Basis)),
        .. Changed("The fixed shares", Shares(before.Shares), Shares(after.Shares)),
        .. Changed("The order in which an overspend is met", Order(before.OverspendOrder), Order(after.OverspendOrder)),
        .. Changed("The risk pool", Pounds.Of(before.RiskPoolPence), Pounds.Of(after.RiskPoolPence)),
    ];

    private static string Payer(ContributionTerms terms) => $"{terms.Partner} ({(terms.IsRecurrent ? "recurrent" : "non-recurrent")})";

    private static string Plan(InstalmentPlan plan) => plan.Pattern switch
    {
        InstalmentPattern.Quarterly => $"quarterly on day {Number(plan.DueDay)}",
        InstalmentPattern.Monthly => $"monthly on day {Number(plan.DueDay)}",
        InstalmentPattern.OnDates => "on " + string.Join(", ", (plan.Dates ?? []).Select(day => Day(day))),
    };

    private static string Basis(RiskShareBasis basis) => basis switch
    {
        RiskShareBasis.ByContribution => "contributions",
        RiskShareBasis.Equal => "equal shares",
        RiskShareBasis.Fixed => "fixed shares",
    };

    private static string Shares(IReadOnlyList<FixedShare> shares) => shares.Count == 0
        ? "none"
        : string.Join(", ", shares.OrderBy(share => share.Partner, StringComparer.Ordinal)
            .Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Partner} {share.BasisPoints / 100m:0.00} %")));

    private static string Order(IReadOnlyList<OverspendStep> steps) => string.Join(", then ", steps.Select(step => step switch
    {
        OverspendStep.UnderspendElsewhere => "underspend elsewhere",
        OverspendStep.RiskPool => "the risk pool",
        OverspendStep.UncommittedSchemes => "uncommitted schemes",
        OverspendStep.OutsideThePool => "outside of the pool",
    }));

    private static IEnumerable<string> Sets(string what, IReadOnlyList<string> before, IReadOnlyList<string> after) =>
    [
        .. after.Except(before).Select(name => $"The {what} {name} is added."),
        .. before.Except(after).Select(name => $"The {what} {name} is no longer named."),
    ];

    private static IEnumerable<string> Changed(string what, string before, string after) =>
        before == after ? [] : [$"{what} is {after} instead of {before}."];

    private static IEnumerable<string> Reworded(string what, string before, string after) =>
        before == after ? [] : [$"{what} now reads: {after}"];

    private static string Day(DateOnly? day) => day is { } set ? set.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "open";

    private static string Optional(long? pence) => pence is { } set ? Pounds.Of(set) : "as of a manual entry";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
