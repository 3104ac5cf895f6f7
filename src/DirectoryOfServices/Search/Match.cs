using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>A service that suits, and how well its words are the words looked for.</summary>
internal sealed class Match
{
    public required CareService Service { get; init; }
    public required double Relevance { get; init; }
}

/// <summary>Two ways from words to services: as written, and as probably meant.</summary>
internal static class Matching
{
    /// <summary>How much a word counts in provider or site (D), description (C), keywords (B), name (A).</summary>
    private static readonly float[] Weights = [0.05f, 0.2f, 0.5f, 1f];

    public static IQueryable<Match> Everything(this IQueryable<CareService> services) =>
        services.Select(s => new Match { Service = s, Relevance = 1 });

    /// <summary>Every word (or its stem) stands in the document; quotes, <c>or</c> and <c>-</c> work as in any search box.</summary>
    public static IQueryable<Match> AsWritten(this IQueryable<CareService> services, DirectoryDb db, string search) =>
        from service in services
        join document in db.SearchDocuments on service.Id equals document.ServiceId
        let words = EF.Functions.WebSearchToTsQuery("english", search)
        where document.Document.Matches(words)
        select new Match { Service = service, Relevance = document.Document.Rank(Weights, words) };

    /// <summary>Some words stand in the document, or words that look like them.</summary>
    public static IQueryable<Match> AsMeant(this IQueryable<CareService> services, DirectoryDb db, string[] words) =>
        from service in services
        join document in db.SearchDocuments on service.Id equals document.ServiceId
        let likeness = DirectoryDb.Likeness(words, document.Headline, document.Body)
        where likeness > 0
        select new Match { Service = service, Relevance = likeness };
}
