using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Search.Index;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>What was looked for in vain, day by day added up; <c>Accept: text/csv</c> asks for the words as a table.</summary>
internal static class ReadUnmetNeed
{
    private const int DaysMax = 366;
    private const int DaysDefault = 28;

    // So many of the most frequent words are looked at; what comes after them is in nobody's top hundred.
    private const int CandidatesMax = 2_000;

    // Nearest services are looked up for the first of the list, which somebody will act on.
    private const int WithNearestMax = 20;

    public static async Task<Results<Ok<UnmetNeedReport>, UnmetNeedCsv>> Handle(
        [FromQuery] DateOnly? from, [FromQuery] DateOnly? to, HttpRequest request, Caller caller, DirectoryDb db, SearchIndex index,
        TimeProvider time, CancellationToken cancellationToken)
    {
        if (caller.Is(Roles.DirectoryEditor)) await db.RequireCuratorAsync(caller, cancellationToken);

        var now = time.GetUtcNow();
        var (first, last) = Range(from, to, LondonTime.DateOf(now));
        var report = await ReportAsync(db, index, first, last, now, cancellationToken);
        return WantsCsv(request) ? new UnmetNeedCsv(report) : TypedResults.Ok(report);
    }

    private static (DateOnly First, DateOnly Last) Range(DateOnly? from, DateOnly? to, DateOnly today)
    {
        var last = to ?? today;
        if (last.Year is < 2000 or > 2199) throw new DomainException(UnmetNeedErrors.RangeInvalid);

        var first = from ?? last.AddDays(1 - DaysDefault);
        if (first > last || last.DayNumber - first.DayNumber >= DaysMax) throw new DomainException(UnmetNeedErrors.RangeInvalid);
        return (first, last);
    }

    private static async Task<UnmetNeedReport> ReportAsync(
        DirectoryDb db, SearchIndex index, DateOnly first, DateOnly last, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counted = db.UnmetSearches.AsNoTracking().Where(s => s.Day >= first && s.Day <= last);
        var total = await counted.SumAsync(s => s.Searches, cancellationToken);
        var withoutWords = await counted.Where(s => s.Words == "").SumAsync(s => s.Searches, cancellationToken);
        var words = await WordsAsync(db, index, counted, now, cancellationToken);
        return new(
            first, last, total, words, total - withoutWords - words.Sum(w => w.Searches), withoutWords,
            await SharesAsync(counted.GroupBy(s => s.Neighbourhood), cancellationToken),
            await SharesAsync(counted.GroupBy(s => s.Category), cancellationToken),
            await SharesAsync(counted.GroupBy(s => s.Need), cancellationToken),
            await SharesAsync(counted.GroupBy(s => s.Delivery), cancellationToken),
            await SharesAsync(counted.GroupBy(s => s.AgeBand), cancellationToken));
    }

    private static async Task<List<UnmetShare>> SharesAsync(
        IQueryable<IGrouping<string, UnmetSearchCount>> groups, CancellationToken cancellationToken)
    {
        var shares = await groups.Where(g => g.Key != "").Select(g => new { g.Key, Searches = g.Sum(s => s.Searches) })
            .Where(g => g.Searches >= UnmetNeedReport.CountMin)
            .OrderByDescending(g => g.Searches).ThenBy(g => g.Key).Take(UnmetNeedReport.WordsMax)
            .ToListAsync(cancellationToken);
        return shares.ConvertAll(s => new UnmetShare(s.Key, s.Searches));
    }

    private static async Task<List<UnmetWords>> WordsAsync(
        DirectoryDb db, SearchIndex index, IQueryable<UnmetSearchCount> counted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Whoever asks on several days is one person: only the people of one day are known to be different ones.
        var said = await counted.Where(s => s.Words != "").GroupBy(s => new { s.Words, s.Day })
            .Select(g => new { g.Key.Words, Searches = g.Sum(s => s.Searches), Askers = g.Sum(s => s.Askers) })
            .GroupBy(s => s.Words)
            .Select(g => new { Words = g.Key, Searches = g.Sum(s => s.Searches), Askers = g.Max(s => s.Askers) })
            .OrderByDescending(g => g.Searches).ThenBy(g => g.Words).Take(CandidatesMax)
            .ToListAsync(cancellationToken);
        var known = await Vocabulary.KnownAsync(db, said.SelectMany(s => s.Words.Split(' ')), cancellationToken);
        var shownAs = said.ToDictionary(s => s.Words, s => UnmetNeedReport.Shown(s.Words, s.Askers, known));
        var top = said.GroupBy(s => shownAs[s.Words]).Where(g => g.Key.Length > 0)
            .Select(g => (Words: g.Key, Searches: g.Sum(s => s.Searches)))
            .OrderByDescending(g => g.Searches).ThenBy(g => g.Words, StringComparer.Ordinal)
            .Take(UnmetNeedReport.WordsMax).ToList();

        var behind = shownAs.Where(s => top.Exists(t => t.Words == s.Value)).Select(s => s.Key).ToList();
        var places = await counted.Where(s => s.Neighbourhood != "" && behind.Contains(s.Words))
            .GroupBy(s => new { s.Words, s.Neighbourhood })
            .Select(g => new { g.Key.Words, g.Key.Neighbourhood, Searches = g.Sum(s => s.Searches) })
            .ToListAsync(cancellationToken);
        var nearest = await NearestServices.FindAsync(index, [.. top.Take(WithNearestMax).Select(t => t.Words)], now, cancellationToken);
        return top.ConvertAll(t => new UnmetWords(
            t.Words, t.Searches,
            [
                .. places.Where(p => shownAs[p.Words] == t.Words).GroupBy(p => p.Neighbourhood)
                    .Select(g => new UnmetShare(g.Key, g.Sum(p => p.Searches)))
                    .Where(s => s.Searches >= UnmetNeedReport.CountMin)
                    .OrderByDescending(s => s.Searches).ThenBy(s => s.Code, StringComparer.Ordinal),
            ],
            [.. nearest[t.Words]]));
    }

    private static bool WantsCsv(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(type => type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase));
}
