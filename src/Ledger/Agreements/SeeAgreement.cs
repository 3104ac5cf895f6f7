using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>The version that binds the partners on a day; today where none is named.</summary>
internal static class SeeAgreement
{
    public static async Task<Ok<AgreementVersionView>> Handle(
        string code, DateOnly? on, Caller caller, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        await db.FundForAsync(code, caller, cancellationToken);
        var day = on ?? LondonTime.DateOf(time.GetUtcNow());
        var version = await db.AgreementInForceAsync(code, day, cancellationToken) ?? throw new DomainException(AgreementErrors.None);
        return TypedResults.Ok(await AgreementVersionView.ReadAsync(db, version, cancellationToken));
    }
}
