using System.Globalization;
using IntegratedCare.Ledger.BetterCare;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.RiskShares;
using static IntegratedCare.Ledger.Statements.StatementUnit;

namespace IntegratedCare.Ledger.Statements;

/// <summary>A return of the Better Care Fund's shape: the sources of the money, and each scheme with what was planned and spent.</summary>
internal static class BetterCareReturn
{
    public static StatementDocument Of(FundFigures figures, BetterCarePlan plan)
    {
        var spentPence = SpentByScheme(figures, plan.Terms.Schemes);
        return new(
            StatementSubject.WordOf(StatementKind.BetterCareFund),
            $"Better Care Fund return: {figures.Fund.Name}, {figures.Period.InWords}",
            [.. StatementFacts.Of(figures), new("plan", "Plan", $"version {plan.Version.ToString(CultureInfo.InvariantCulture)}")],
            [Sources(plan.Terms, spentPence), Schemes(figures, plan.Terms.Schemes, spentPence)],
            [
                StatementFacts.RoundedNote,
                "Planned sums are of the year, spent ones from its beginning to the last day of the period.",
                "Where several schemes stand in one programme's accounts, its spend is parted by what was planned for each, to the penny.",
            ]);
    }

    private static StatementTable Sources(BetterCareTerms terms, SortedDictionary<string, long> spentPence)
    {
        var rows = Enum.GetValues<FundingKind>()
            .Where(kind => terms.Sources.Any(s => s.Kind == kind) || terms.Schemes.Any(s => s.SourceOfFunding == kind))
            .Select(kind =>
            {
                var schemes = terms.Schemes.Where(scheme => scheme.SourceOfFunding == kind).ToList();
                var (money, planned) = (terms.Sources.Where(s => s.Kind == kind).Sum(s => s.PlannedPence), schemes.Sum(s => s.PlannedPence));
                return (IReadOnlyList<StatementCell>)
                [
                    FundingKinds.InWords(kind), string.Join(", ", terms.Sources.Where(s => s.Kind == kind).Select(s => s.Partner)),
                    money, planned, money - planned, schemes.Sum(scheme => spentPence[scheme.Number]),
                ];
            });
        return new StatementTable("sources", "Sources of funding", Millions.Of(terms.Sources.Sum(source => source.PlannedPence)),
            [
                new("source", "Source of funding"), new("partners", "From"), new("incomePence", "Planned income", Pence),
                new("schemesPence", "Planned for schemes", Pence), new("unplannedPence", "Not planned for a scheme", Pence), new("spentPence", "Spent", Pence),
            ],
            [.. rows]).WithTotal();
    }

    private static StatementTable Schemes(FundFigures figures, IReadOnlyList<Scheme> schemes, SortedDictionary<string, long> spentPence)
    {
        var planned = schemes.Select(scheme => scheme.Programme).ToHashSet(StringComparer.Ordinal);
        var outside = figures.Sum(a => Account.IsExpenditure(a) && !planned.Any(p => a == Account.Expenditure(p))).ClosingPence;
        return new StatementTable("schemes", "Schemes", $"{Millions.Of(spentPence.Values.Sum())} spent of {Millions.Of(schemes.Sum(s => s.PlannedPence))}",
            [
                new("number", "Scheme"), new("name", "Name"), new("schemeType", "Scheme type"), new("subType", "Sub-type"),
                new("areaOfSpend", "Area of spend"), new("commissioner", "Commissioner"), new("provider", "Provider"),
                new("sourceOfFunding", "Source of funding"), new("plannedPence", "Planned", Pence), new("spentPence", "Spent", Pence),
                new("leftPence", "Left", Pence),
            ],
            [
                .. schemes.Select(scheme => (IReadOnlyList<StatementCell>)
                [
                    scheme.Number, scheme.Name, scheme.SchemeType, scheme.SubType ?? "", scheme.AreaOfSpend, scheme.Commissioner, scheme.Provider,
                    FundingKinds.InWords(scheme.SourceOfFunding), scheme.PlannedPence, spentPence[scheme.Number],
                    scheme.PlannedPence - spentPence[scheme.Number],
                ]),
                .. outside == 0 ? [] : (IReadOnlyList<IReadOnlyList<StatementCell>>)
                    [["", "Spent on programmes of no scheme", "", "", "", "", "", "", 0L, outside, -outside]],
            ]).WithTotal();
    }

    private static SortedDictionary<string, long> SpentByScheme(FundFigures figures, IReadOnlyList<Scheme> schemes)
    {
        var spent = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var ofProgramme in schemes.GroupBy(scheme => scheme.Programme, StringComparer.Ordinal))
        {
            var pence = figures.ToDate(Account.Expenditure(ofProgramme.Key));
            var claims = ofProgramme.Select(scheme => new Claim(scheme.Number, scheme.PlannedPence)).ToList();
            if (claims.TrueForAll(claim => claim.Weight == 0)) claims = claims.ConvertAll(claim => claim with { Weight = 1 });
            foreach (var (number, part) in LargestRemainder.Split(Math.Abs(pence), claims)) spent.Add(number, Math.Sign(pence) * part);
        }

        return spent;
    }
}
