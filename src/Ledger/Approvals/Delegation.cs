using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Agreements;

namespace IntegratedCare.Ledger.Approvals;

internal static class Delegation
{
    /// <summary>Up to how much one person may act alone today, by the agreement in force; nothing where none is.</summary>
    public static async Task<DelegatedLimits> LimitsAsync(
        this LedgerDb db, string fundCode, TimeProvider time, CancellationToken cancellationToken)
    {
        var agreement = await db.AgreementInForceAsync(fundCode, LondonTime.DateOf(time.GetUtcNow()), cancellationToken);
        return agreement?.Limits ?? DelegatedLimits.None;
    }
}
