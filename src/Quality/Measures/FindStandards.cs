using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures;

/// <summary>The framework: what care is held to, by whom, and how it is measured. <c>KeyQuestion</c> and <c>Owner</c> narrow it.</summary>
internal static class FindStandards
{
    public static async Task<Page<StandardView>> Handle(
        string? keyQuestion, string? owner, [AsParameters] PageRequest paging, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = db.Standards.AsNoTracking();
        if (Words.Asked<KeyQuestion>(keyQuestion) is { } question) asked = asked.Where(s => s.KeyQuestion == question);
        if (owner is not null) asked = asked.Where(s => s.Owner == owner);
        var page = await asked.OrderBy(s => s.Code).ToPageAsync(paging, cancellationToken);
        var codes = page.Items.Select(s => s.Code).ToList();
        var measures = (await db.Measures.AsNoTracking().Where(m => codes.Contains(m.StandardCode)).OrderBy(m => m.Code).Take(Measure.PlaceMax)
            .ToListAsync(cancellationToken)).ToLookup(m => m.StandardCode);
        var today = LondonTime.DateOf(time.GetUtcNow());
        return new([.. page.Items.Select(s => StandardView.Of(s, measures[s.Code], today))], page.Number, page.PageSize, page.Total);
    }
}

internal static class ReadStandard
{
    public static async Task<StandardView> Handle(
        string code, HttpResponse response, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var standard = await db.Standards.AsNoTracking().SingleOrDefaultAsync(s => s.Code == code, cancellationToken)
            ?? throw new DomainException(StandardErrors.NotFound);
        var measures = await db.Measures.AsNoTracking().Where(m => m.StandardCode == code).OrderBy(m => m.Code).Take(Measure.PlaceMax)
            .ToListAsync(cancellationToken);
        response.Headers.ETag = Versions.TagOf(standard.Version);
        return StandardView.Of(standard, measures, LondonTime.DateOf(time.GetUtcNow()));
    }
}
