using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Funds;

/// <summary>What was paid in, set aside and spent up to the end of a day, and what is left.</summary>
public sealed record PositionView(
    string FundCode,
    DateOnly AsOf,
    long ContributedPence,
    long CommittedPence,
    long SpentPence,
    long AvailablePence,
    IReadOnlyList<PartnerPositionView> Partners,
    IReadOnlyList<ProgrammePositionView> Programmes)
{
    internal static PositionView Of(Fund fund, DateOnly asOf, IReadOnlyDictionary<string, long> debitsLessCredits)
    {
        var contributed = -Sum(Account.IsContributions);
        var committed = Sum(Account.IsCommitments);
        var spent = Sum(Account.IsExpenditure);
        return new(
            fund.Code, asOf, contributed, committed, spent, contributed - committed - spent,
            [.. fund.Partners.OrderBy(p => p.OrganisationCode, StringComparer.Ordinal).Select(p => new PartnerPositionView(
                p.OrganisationCode, p.Name, p.AgreedPence, -Balance(Account.Contributions(p.OrganisationCode))))],
            [.. fund.Programmes.OrderBy(p => p.Code, StringComparer.Ordinal).Select(p => new ProgrammePositionView(
                p.Code, p.Name, p.BudgetPence, Balance(Account.Commitments(p.Code)), Balance(Account.Expenditure(p.Code))))]);

        long Balance(string account) => debitsLessCredits.GetValueOrDefault(account);

        long Sum(Func<string, bool> isOfKind) => debitsLessCredits.Where(a => isOfKind(a.Key)).Sum(a => a.Value);
    }
}

public sealed record PartnerPositionView(string Partner, string Name, long AgreedPence, long ContributedPence);

public sealed record ProgrammePositionView(
    string Code, string Name, long BudgetPence, long CommittedPence, long SpentPence);
