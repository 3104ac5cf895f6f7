using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Risks;

/// <summary>A risk as it is seen from now on, and why: graded anew, reviewed, tolerated or closed.</summary>
public sealed record ChangeRiskRequest(RiskStatement Risk, [Required, StringLength(Risks.Risk.ReasonLengthMax)] string Reason);

internal static class ChangeRisk
{
    public static async Task<RiskView> Handle(
        Guid id, ChangeRiskRequest request, HttpContext http, Caller caller, Purpose purpose, QualityDb db, PersonalDataCipher cipher,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var riskId = RiskId.From(id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var risk = await db.Risks.SingleOrDefaultAsync(r => r.Id == riskId, cancellationToken) ?? throw new DomainException(RiskErrors.NotFound);
        Measures.Versions.Check(http.Request, caller, risk.Version);
        var now = time.GetUtcNow();
        var today = LondonTime.DateOf(now);
        var last = await db.RiskVersions.AsNoTracking().SingleAsync(v => v.RiskId == riskId && v.Version == risk.Version, cancellationToken);
        var version = risk.Say(request.Risk, last, request.Reason, v => RiskWords.Of(request.Risk, request.Reason).Seal(cipher, v), caller, today, now);
        db.RiskVersions.Add(version);
        db.RecordAccess(caller, purpose, "risk.change", "risk", $"{id}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException(RequestErrors.Stale);
        }

        await db.AskForReviewAsync(version, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        http.Response.Headers.ETag = Measures.Versions.TagOf(risk.Version);
        return RiskView.Of(risk, version, cipher, await db.LinksKnownToAsync(caller, riskId, cancellationToken), today);
    }
}
