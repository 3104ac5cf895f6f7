using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.ManualEntries;

/// <summary>The accounts that a person may post to by hand.</summary>
/// <remarks>
/// Commitments belong to their booking or order, contributions to the partner that pays, accruals to their period, balances brought and
/// carried forward to the close: each is corrected where it comes from, or the journal and its source would tell different stories.
/// </remarks>
internal static class ManualAccounts
{
    public static IEnumerable<string> Of(Fund fund) =>
    [
        Account.Receipts, Account.OtherIncome, Account.Payables,
        .. fund.Programmes.Select(programme => Account.Expenditure(programme.Code)),
    ];
}
