using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures;

/// <summary>Which measures there are, in the order of their codes. <c>KeyQuestion</c>, <c>Owner</c> and <c>Feed</c> narrow the list.</summary>
internal static class FindMeasures
{
    public static async Task<Page<MeasureView>> Handle(
        string? keyQuestion, string? owner, string? feed, [AsParameters] PageRequest paging, QualityDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var asked = db.Measures.AsNoTracking().Join(db.Standards, m => m.StandardCode, s => s.Code, (measure, standard) => new { measure, standard });
        if (Words.Asked<KeyQuestion>(keyQuestion) is { } question) asked = asked.Where(each => each.standard.KeyQuestion == question);
        if (Words.Asked<MeasureFeed>(feed) is { } fed) asked = asked.Where(each => each.measure.Feed == fed);
        if (owner is not null) asked = asked.Where(each => each.measure.Owner == owner);
        var page = await asked.OrderBy(each => each.measure.Code).ToPageAsync(paging, cancellationToken);
        var today = LondonTime.DateOf(time.GetUtcNow());
        return new([.. page.Items.Select(each => MeasureView.Of(each.measure, each.standard, today))], page.Number, page.PageSize, page.Total);
    }
}

internal static class ReadMeasure
{
    public static async Task<MeasureView> Handle(
        string code, HttpResponse response, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var measure = await db.MeasureOfAsync(code, cancellationToken);
        var standard = await db.Standards.AsNoTracking().SingleAsync(s => s.Code == measure.StandardCode, cancellationToken);
        response.Headers.ETag = Versions.TagOf(measure.Version);
        return MeasureView.Of(measure, standard, LondonTime.DateOf(time.GetUtcNow()));
    }
}

/// <summary>Every version of a measure, newest first.</summary>
internal static class FindMeasureChanges
{
    public static async Task<Page<FrameworkChangeView>> Handle(
        string code, [AsParameters] PageRequest paging, QualityDb db, CancellationToken cancellationToken)
    {
        await db.MeasureOfAsync(code, cancellationToken);
        return await db.FrameworkChanges.AsNoTracking().Where(c => c.Noun == FrameworkChange.OfMeasure && c.Code == code)
            .OrderByDescending(c => c.Version)
            .Select(c => new FrameworkChangeView(c.Version, c.At, c.ByRole, c.ByOrganisation, c.Content))
            .ToPageAsync(paging, cancellationToken);
    }
}
