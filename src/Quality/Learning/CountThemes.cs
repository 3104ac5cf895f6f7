using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Measures;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Learning;

/// <summary>How often a theme came up in a month of London. <c>Responses</c>: finished ones of which the caller may know; absent for who reads none.</summary>
public sealed record ThemeCountView(DateOnly Month, LearningTheme Theme, int Lessons, int? Responses);

/// <summary>Earliest month first; a theme that did not come up in a month has no row.</summary>
public sealed record ThemesView(IReadOnlyList<ThemeCountView> Items);

/// <summary>What comes again, month by month: by the lessons that were published and, for officers, by the responses that were finished.</summary>
internal static class CountThemes
{
    private const int MonthsMax = 60;
    private const int RowsMax = 20_000;

    public static async Task<ThemesView> Handle(
        [Range(1, MonthsMax)] int? months, Caller caller, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var first = MeasurePeriod.Month.StartOf(LondonTime.DateOf(time.GetUtcNow())).AddMonths(1 - (months ?? 12));
        var since = LondonTime.StartOf(first);
        var lessons = await db.Lessons.AsNoTracking().Where(l => l.WithdrawnAt == null && l.PublishedAt >= since)
            .OrderByDescending(l => l.PublishedAt).Take(RowsMax).Select(l => new { l.PublishedAt, l.Themes }).ToListAsync(cancellationToken);
        var reads = caller.Is([.. Policies.LearningRespond.Roles]);
        var responses = await db.ResponsesKnownTo(caller).AsNoTracking().Where(r => reads && r.FinishedAt >= since)
            .OrderByDescending(r => r.FinishedAt).Take(RowsMax).Select(r => new { At = r.FinishedAt ?? since, r.Themes }).ToListAsync(cancellationToken);

        var told = lessons.SelectMany(l => l.Themes, (l, theme) => (Month: MonthOf(l.PublishedAt), theme)).CountBy(each => each).ToDictionary();
        var found = responses.SelectMany(r => r.Themes, (r, theme) => (Month: MonthOf(r.At), theme)).CountBy(each => each).ToDictionary();
        return new(
        [
            .. told.Keys.Union(found.Keys).OrderBy(key => key.Month).ThenBy(key => key.theme)
                .Select(key => new ThemeCountView(
                    key.Month, key.theme, told.GetValueOrDefault(key), reads ? found.GetValueOrDefault(key) : null)),
        ]);
    }

    private static DateOnly MonthOf(DateTimeOffset at) => MeasurePeriod.Month.StartOf(LondonTime.DateOf(at));
}
