using System.Text.RegularExpressions;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.UnmetNeed;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>The services that suit, best first.</summary>
/// <remarks>
/// Relevance comes first, but only in four grades: among services that match about equally well one that can be booked, in the person's own
/// neighbourhood and nearer is the better answer. Name and id make the order total, so that pages never overlap.
/// </remarks>
internal static partial class FindServices
{
    private const int Grades = 4;
    private const int WordsMax = 12;

    // A guess is only worth showing where it is not much worse than the best guess.
    private const double GuessShareMin = 0.6;

    public static async Task<Ok<Page<ServiceSummary>>> Handle(
        [AsParameters] ServiceQuery asked, [AsParameters] PageRequest paging, Caller caller, UnmetNeedTally unmetNeed, DirectoryDb db,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var standpoint = await Standpoint.OfAsync(asked, db, cancellationToken);
        var suiting = db.CareServices.AsNoTracking().Suiting(asked, standpoint);
        var (matches, best, total) = await MatchAsync(suiting, asked.Search, db, cancellationToken);
        if (total == 0 && paging.Number == 1)
        {
            unmetNeed.Add(
                asked.Search, asked.Category, need: null, standpoint.NeighbourhoodCode, asked.Delivery, asked.AgeYears, caller.Subject);
        }

        if (total <= paging.Skip) return TypedResults.Ok(new Page<ServiceSummary>([], paging.Number, paging.Size, total));

        var ranked = await Ranked(matches, best, standpoint)
            .Skip(paging.Skip).Take(paging.Size)
            .ToListAsync(cancellationToken);
        var sheets = await ServiceSheet.ReadAsync(db, [.. ranked.Select(r => r.Id)], cancellationToken);
        var now = time.GetUtcNow();
        return TypedResults.Ok(new Page<ServiceSummary>(
            [.. ranked.Select(r => ServiceSummary.Of(sheets[r.Id], r.Metres, now))], paging.Number, paging.Size, total));
    }

    private static async Task<(IQueryable<Match> Matches, double Best, int Total)> MatchAsync(
        IQueryable<CareService> suiting, string? search, DirectoryDb db, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(search))
            return (suiting.Everything(), 1, await suiting.CountAsync(cancellationToken));

        var written = suiting.AsWritten(db, search);
        var (best, total) = await MeasureAsync(written, cancellationToken);
        if (total > 0) return (written, best, total);

        string[] words = [.. Words().Matches(search.ToLowerInvariant()).Select(m => m.Value).Distinct().Take(WordsMax)];
        var meant = suiting.AsMeant(db, words);
        (best, _) = await MeasureAsync(meant, cancellationToken);
        meant = meant.Where(m => m.Relevance >= GuessShareMin * best);
        return (meant, best, await meant.CountAsync(cancellationToken));
    }

    private static async Task<(double Best, int Total)> MeasureAsync(
        IQueryable<Match> matches, CancellationToken cancellationToken)
    {
        var measure = await matches.GroupBy(_ => 1)
            .Select(g => new { Best = g.Max(m => m.Relevance), Total = g.Count() })
            .SingleOrDefaultAsync(cancellationToken);
        return measure is null ? (0, 0) : (measure.Best, measure.Total);
    }

    private static IQueryable<Ranking> Ranked(IQueryable<Match> matches, double best, Standpoint standpoint)
    {
        var (latitude, longitude, neighbourhood) = standpoint;
        return matches
            .Select(m => new
            {
                m.Service,
                m.Relevance,
                Grade = Math.Ceiling(Grades * m.Relevance / best),
                Local = neighbourhood != null
                    && (m.Service.Neighbourhoods.Any() || m.Service.Sites.Any(s => s.Site!.NeighbourhoodCode == neighbourhood)),
                Metres = m.Service.Sites.Min(s =>
                    DirectoryDb.MetresBetween(latitude, longitude, s.Site!.Latitude, s.Site.Longitude)),
            })
            .OrderByDescending(r => r.Grade)
            .ThenBy(r => r.Service.IsRestricted)
            .ThenByDescending(r => r.Local)
            .ThenBy(r => r.Metres ?? double.MaxValue)
            .ThenByDescending(r => r.Relevance)
            .ThenBy(r => r.Service.Name)
            .ThenBy(r => r.Service.Id)
            .Select(r => new Ranking(r.Service.Id, r.Metres));
    }

    private sealed record Ranking(ServiceId Id, double? Metres);

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Words();
}
