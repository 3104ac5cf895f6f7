using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>What a version changes, in plain words: against the version named, else against the last agreed before it.</summary>
internal static class CompareAgreementVersions
{
    public static async Task<Ok<AgreementDifferencesView>> Handle(
        string code, int version, int? from, Caller caller, LedgerDb db, CancellationToken cancellationToken)
    {
        await db.FundForAsync(code, caller, cancellationToken);
        var after = await db.AgreementVersionAsync(code, version, cancellationToken);
        var earlier = from ?? await db.AgreementEffects
            .Where(e => e.FundCode == code && e.Version < version).MaxAsync(e => (int?)e.Version, cancellationToken);
        if (earlier is not { } number) return TypedResults.Ok(new AgreementDifferencesView(code, null, version, []));

        var before = await db.AgreementVersionAsync(code, number, cancellationToken);
        return TypedResults.Ok(new AgreementDifferencesView(code, number, version, AgreementDifferences.Between(before.Terms, after.Terms)));
    }
}

/// <summary>One sentence a difference. Without <c>FromVersion</c> the version is the first, and there is nothing that it changes.</summary>
public sealed record AgreementDifferencesView(string FundCode, int? FromVersion, int ToVersion, IReadOnlyList<string> Differences);
