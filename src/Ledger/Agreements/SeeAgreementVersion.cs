using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>One version as it was written down, and what partners said to it.</summary>
internal static class SeeAgreementVersion
{
    public static async Task<Ok<AgreementVersionView>> Handle(
        string code, int version, Caller caller, LedgerDb db, CancellationToken cancellationToken)
    {
        await db.FundForAsync(code, caller, cancellationToken);
        var found = await db.AgreementVersionAsync(code, version, cancellationToken);
        return TypedResults.Ok(await AgreementVersionView.ReadAsync(db, found, cancellationToken));
    }
}
