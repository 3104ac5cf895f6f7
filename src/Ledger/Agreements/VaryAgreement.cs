using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>The host's pooled fund manager proposes a variation. It holds once every contributing partner has agreed, and not before.</summary>
internal static class VaryAgreement
{
    public static async Task<Created<AgreementVersionView>> Handle(
        string code, AgreementRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        TimeProvider time, CancellationToken cancellationToken)
    {
        // The journal first: no two variations of one fund at once, and nobody changes its terms meanwhile.
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.Funds.AsNoTracking().SingleAsync(f => f.Code == code, cancellationToken);
        if (fund.HostOrganisationCode != caller.OrganisationCode) throw new DomainException(AgreementErrors.NotTheHost);

        var (standing, effect) = await db.LastAgreedAsync(code, cancellationToken)
            ?? throw new DomainException(AgreementErrors.NothingToVary);
        var last = await db.AgreementVersions.AsNoTracking()
            .Where(v => v.FundCode == code).OrderByDescending(v => v.Version).FirstAsync(cancellationToken);
        if (AgreementStanding.Of(last, await db.AnswersToAsync(last, cancellationToken)) == AgreementState.Open)
            throw new DomainException(AgreementErrors.VariationOpen);

        var version = standing.Vary(last.Version + 1, request, fund, effect, caller, time.GetUtcNow());
        db.AgreementVersions.Add(version);
        db.RecordAccess(caller, purpose, "agreement.vary", "agreement-version", $"{code}/{version.Version}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(
            $"/api/ledger/funds/{code}/agreement/versions/{version.Version}", AgreementVersionView.Of(version, answers: [], effect: null));
    }
}
