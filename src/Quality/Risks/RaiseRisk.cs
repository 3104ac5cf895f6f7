using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Quality.Risks;

/// <summary>A risk, whole. <c>Owner</c>: chief-nurse, dass, dcs or dph; <c>PartnerOrganisation</c>: the code of the partner that bears it with them.</summary>
/// <remarks>
/// Graded before and after its controls, and as it is to become. <c>Appetite</c> is the greatest score, from 1 to 25, that the place is willing to bear.
/// Everybody who may read risks reads the words: they tell of no single incident.
/// </remarks>
public sealed record RiskStatement(
    [Required, StringLength(Risk.TitleLengthMax)] string Title,
    [Required, StringLength(Risk.TextLengthMax)] string Description,
    RiskCategory Category,
    [Required, StringLength(50)] string Owner,
    GradeRequest BeforeControls,
    GradeRequest AfterControls,
    GradeRequest Target,
    [Range(1, RiskGrade.ScoreMax)] int Appetite,
    DateOnly ReviewOn,
    [StringLength(Risk.TextLengthMax)] string? Controls = null,
    [StringLength(100)] string? PartnerOrganisation = null,
    RiskStatus Status = RiskStatus.Open);

/// <summary>A risk to be put into the register.</summary>
public sealed record RaiseRiskRequest(RiskStatement Risk);

internal static class RaiseRisk
{
    public static async Task<Created<RiskView>> Handle(
        RaiseRiskRequest request, Caller caller, Purpose purpose, HttpResponse response, QualityDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = LondonTime.DateOf(now);
        var risk = Risk.Raise(await RiskReference.NextAsync(db, cancellationToken), now);
        var version = risk.Say(request.Risk, last: null, reason: null, id => RiskWords.Of(request.Risk, null).Seal(cipher, id), caller, today, now);
        db.Risks.Add(risk);
        db.RiskVersions.Add(version);
        db.RecordAccess(caller, purpose, "risk.raise", "risk", $"{risk.Id.Value}");
        await db.AskForReviewAsync(version, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        response.Headers.ETag = Measures.Versions.TagOf(risk.Version);
        return TypedResults.Created($"/api/quality/risks/{risk.Id.Value}", RiskView.Of(risk, version, cipher, [], today));
    }
}
