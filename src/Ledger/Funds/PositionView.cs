using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Funds;

/// <summary>What was paid in, set aside and spent up to the end of a day, and what is left.</summary>
/// <remarks>
/// Available is what partners and others paid in and the year before left, less what is set aside, spent, and gone to the year after. What
/// a year leaves is below zero where it is a debt.
/// </remarks>
public sealed record PositionView(
    string FundCode,
    DateOnly AsOf,
    long ContributedPence,
    long CommittedPence,
    long SpentPence,
    long AvailablePence,
    IReadOnlyList<PartnerPositionView> Partners,
    IReadOnlyList<ProgrammePositionView> Programmes,
    long OtherIncomePence,
    long BroughtForwardPence,
    long CarriedForwardPence)
{
    /// <param name="fund">The fund.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="debitsLessCredits">The balance of each account.</param>
    /// <param name="moved">By programme, what virements have brought to its budget, less what they took.</param>
    internal static PositionView Of(
        Fund fund, DateOnly asOf, IReadOnlyDictionary<string, long> debitsLessCredits, IReadOnlyDictionary<string, long> moved)
    {
        var contributed = -Sum(Account.IsContributions);
        var committed = Sum(Account.IsCommitments);
        var spent = Sum(Account.IsExpenditure);
        var (other, brought, carried) =
            (-Balance(Account.OtherIncome), -Balance(Account.BroughtForward), Balance(Account.CarriedForward));
        return new(
            fund.Code, asOf, contributed, committed, spent, contributed + other + brought - carried - committed - spent,
            [.. fund.Partners.OrderBy(p => p.OrganisationCode, StringComparer.Ordinal).Select(p => new PartnerPositionView(
                p.OrganisationCode, p.Name, p.AgreedPence, -Balance(Account.Contributions(p.OrganisationCode))))],
            [.. fund.Programmes.OrderBy(p => p.Code, StringComparer.Ordinal).Select(p => new ProgrammePositionView(
                p.Code, p.Name, p.BudgetPence + moved.GetValueOrDefault(p.Code), Balance(Account.Commitments(p.Code)),
                Balance(Account.Expenditure(p.Code))))],
            other, brought, carried);

        long Balance(string account) => debitsLessCredits.GetValueOrDefault(account);

        long Sum(Func<string, bool> isOfKind) => debitsLessCredits.Where(a => isOfKind(a.Key)).Sum(a => a.Value);
    }
}

public sealed record PartnerPositionView(string Partner, string Name, long AgreedPence, long ContributedPence);

/// <summary>A programme's money. <c>BudgetPence</c> is what was agreed and every virement whose day has come.</summary>
public sealed record ProgrammePositionView(
    string Code, string Name, long BudgetPence, long CommittedPence, long SpentPence);
