using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.ManualEntries;

/// <summary>The accounts that a person may post to by hand.</summary>
/// <remarks>
/// Commitments belong to their booking or order, contributions to the partner that pays, accruals to their period, balances brought and
/// carried forward to the close: each is corrected where it comes from, or the journal and its source would tell different stories.
/// </remarks>
internal static class ManualAccounts
{
    public static IReadOnlySet<string> Of(IEnumerable<string> programmes) =>
        programmes.Select(Account.Expenditure).Concat([Account.Receipts, Account.OtherIncome, Account.Payables]).ToHashSet(StringComparer.Ordinal);
}
