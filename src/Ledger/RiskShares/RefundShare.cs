using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>The host's pooled fund manager says that a partner was paid what the fund owes it of a settled refund, in part or whole.</summary>
internal static class RefundShare
{
    public static async Task<Created<SharePaymentView>> Handle(
        string code, PayShareRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        await db.HostedFundAsync(code, caller, cancellationToken);
        return await PayShare.PostAsync(head, request, isRefund: true, caller, purpose, db, bookkeeper, time, cancellationToken);
    }
}
