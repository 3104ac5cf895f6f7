using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>A partner's part of an over- or underspend in the journal.</summary>
internal static class RiskSharePosting
{
    /// <param name="settlement">The settlement that says so.</param>
    /// <param name="partner">Who owes it, or gets it back.</param>
    /// <param name="changePence">Above zero the partner owes it to the fund, below zero the fund owes it to the partner; never zero.</param>
    public static Posting Of(RiskShareSettlement settlement, string partner, long changePence)
    {
        var (owed, income) = (Account.Receivables(partner), Account.Contributions(partner));
        var (debit, credit) = changePence > 0 ? (owed, income) : (income, owed);
        return new(
            settlement.FundCode,
            EntryKind.RiskShare,
            settlement.EffectiveOn,
            $"risk-share:{settlement.FundCode}:{settlement.Run}:{partner}",
            (changePence > 0 ? "Share of the year's overspend of " : "Share of the year's underspend for ") + partner
                + (settlement.Run > 1 ? $", as corrected in run {settlement.Run}" : ""),
            [new(debit, Side.Debit, Math.Abs(changePence)), new(credit, Side.Credit, Math.Abs(changePence))])
        {
            PostedBy = settlement.SettledBy,
        };
    }
}
