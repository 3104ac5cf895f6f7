using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>Puts the agreement that the partners signed on paper on file; sending the same again changes nothing, other terms are refused.</summary>
internal static class PutFirstAgreement
{
    public static async Task<Results<Created<AgreementPutView>, Ok<AgreementPutView>>> Handle(
        string code, AgreementRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var known = await db.AgreementVersions.AsNoTracking()
            .SingleOrDefaultAsync(v => v.FundCode == code && v.Version == AgreementVersion.First, cancellationToken);
        if (known is not null)
        {
            return IsSame(known, request)
                ? TypedResults.Ok(new AgreementPutView(code, known.Version, PutOutcome.Unchanged))
                : throw new DomainException(AgreementErrors.FirstIsKept);
        }

        var fund = await db.Funds.AsNoTracking().SingleAsync(f => f.Code == code, cancellationToken);
        var version = AgreementVersion.Load(request, fund, caller, time.GetUtcNow());
        db.AgreementVersions.Add(version);
        db.AgreementEffects.Add(AgreementEffect.OfLoaded(version));
        db.RecordAccess(caller, purpose, "agreement.put", "agreement-version", $"{code}/{version.Version}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created(
            $"/api/ledger/funds/{code}/agreement/versions/{version.Version}", new AgreementPutView(code, version.Version, PutOutcome.Added));
    }

    private static bool IsSame(AgreementVersion known, AgreementRequest request) =>
        known.EffectiveFrom == request.EffectiveFrom && known.Reason == request.Reason
        && AgreementDifferences.Between(known.Terms, request.Terms).Count == 0;
}

public sealed record AgreementPutView(string FundCode, int Version, PutOutcome Outcome);
