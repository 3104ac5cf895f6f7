using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Risks;

/// <summary>Which risks are asked for; what is left out does not narrow the list.</summary>
/// <remarks><c>ReviewOverdue</c>: those that stand and should have been reviewed. <c>BeyondAppetite</c>: greater than the place is willing to bear.</remarks>
public sealed record RiskFilter(string? Status, string? Category, string? Owner, bool? ReviewOverdue, bool? BeyondAppetite);

/// <summary>The register, the greatest risk first.</summary>
internal static class FindRisks
{
    public static async Task<Page<RiskView>> Handle(
        [AsParameters] RiskFilter filter, [AsParameters] PageRequest paging, Caller caller, Purpose purpose, QualityDb db,
        PersonalDataCipher cipher, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(time.GetUtcNow());
        var page = await Narrow(db.RisksAsTheyStand(), filter, today)
            .OrderByDescending(r => r.Version.AfterConsequence * r.Version.AfterLikelihood).ThenBy(r => r.Risk.Reference)
            .ToPageAsync(paging, cancellationToken);
        db.RecordAccess(caller, purpose, "risk.search", "risk", "*");
        await db.SaveChangesAsync(cancellationToken);
        return new(
            [.. page.Items.Select(r => RiskView.Of(r.Risk, r.Version, cipher, links: null, today))], page.Number, page.PageSize, page.Total);
    }

    private static IQueryable<StandingRisk> Narrow(IQueryable<StandingRisk> risks, RiskFilter filter, DateOnly today)
    {
        if (Words.Asked<RiskStatus>(filter.Status) is { } status) risks = risks.Where(r => r.Version.Status == status);
        if (Words.Asked<RiskCategory>(filter.Category) is { } category) risks = risks.Where(r => r.Version.Category == category);
        if (filter.Owner is { } owner) risks = risks.Where(r => r.Version.Owner == owner);
        if (filter.ReviewOverdue is { } overdue)
            risks = risks.Where(r => (r.Version.Status != RiskStatus.Closed && r.Version.ReviewOn < today) == overdue);
        if (filter.BeyondAppetite is { } beyond)
            risks = risks.Where(r => (r.Version.AfterConsequence * r.Version.AfterLikelihood > r.Version.Appetite) == beyond);
        return risks;
    }
}

internal static class ReadRisk
{
    public static async Task<RiskView> Handle(
        Guid id, Caller caller, Purpose purpose, HttpResponse response, QualityDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var riskId = RiskId.From(id);
        var risk = await db.RisksAsTheyStand().SingleOrDefaultAsync(r => r.Risk.Id == riskId, cancellationToken)
            ?? throw new DomainException(RiskErrors.NotFound);
        db.RecordAccess(caller, purpose, "risk.read", "risk", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        response.Headers.ETag = Measures.Versions.TagOf(risk.Risk.Version);
        return RiskView.Of(
            risk.Risk, risk.Version, cipher, await db.LinksKnownToAsync(caller, riskId, cancellationToken), LondonTime.DateOf(time.GetUtcNow()));
    }
}

/// <summary>Every version of a risk, newest first.</summary>
internal static class ReadRiskHistory
{
    public static async Task<Page<RiskVersionView>> Handle(
        Guid id, [AsParameters] PageRequest paging, Caller caller, Purpose purpose, QualityDb db, PersonalDataCipher cipher,
        CancellationToken cancellationToken)
    {
        var riskId = RiskId.From(id);
        var page = await db.RiskVersions.AsNoTracking().Where(v => v.RiskId == riskId).OrderByDescending(v => v.Version)
            .ToPageAsync(paging, cancellationToken);
        if (page.Total == 0) throw new DomainException(RiskErrors.NotFound);
        db.RecordAccess(caller, purpose, "risk.history-read", "risk", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return new([.. page.Items.Select(v => RiskVersionView.Of(v, cipher))], page.Number, page.PageSize, page.Total);
    }
}
