using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Fhir.Searching;

/// <summary>Answers a search: one query for the page, one for how many there are, and then what the page is made of, all at once.</summary>
internal static class RunSearch
{
    /// <summary>Where more match than this, the total is only said to whoever asks for it.</summary>
    private const int TotalMax = 10_000;
    private const string DistanceExtension = "http://hl7.org/fhir/StructureDefinition/location-distance";

    public static async Task<Bundle> RunAsync(FhirReading reading, ResourceKind kind, SearchRequest search, string address)
    {
        var total = await CountAsync(reading, kind, search);
        if (search.CountOnly) return Bundle.Of(reading.Now, total, [Link("self", address, search, null)], []);

        var (hits, links) = await PageAsync(reading, kind, search, total, address);
        var ids = hits.Select(h => h.Id).ToArray();
        var matches = (await kind.Read(reading, ids)).ToDictionary(r => r.Id);
        var entries = new List<BundleEntry>();
        foreach (var hit in hits.Where(h => matches.ContainsKey($"{h.Id}")))
            entries.Add(Entry(matches[$"{hit.Id}"], address, new("match") { Extension = DistanceOf(hit) }));
        await IncludeAsync(reading, kind, search, ids, address, entries);
        return Bundle.Of(reading.Now, total, links, entries);
    }

    // Nobody who did not ask for it waits until half a million are counted.
    private static async Task<long?> CountAsync(FhirReading reading, ResourceKind kind, SearchRequest search)
    {
        if (search.Total == TotalAsked.None) return null;

        var bound = search.Total == TotalAsked.IfCheap ? (FormattableString)$"limit {TotalMax + 1}" : $"";
        var total = await reading.Db.Database.SqlQuery<long>(Sql.Flat(
            $"""select count(*) as "Value" from (select 1 from {kind.From} where {search.Where} {bound}) counted"""))
            .SingleAsync(reading.CancellationToken);
        return search.Total == TotalAsked.IfCheap && total > TotalMax ? null : total;
    }

    private static async Task<(IReadOnlyList<Hit> Hits, IReadOnlyList<BundleLink> Links)> PageAsync(
        FhirReading reading, ResourceKind kind, SearchRequest search, long? total, string address)
    {
        var page = search.Page;
        var backwards = page is { Direction: PageDirection.Previous or PageDirection.Last };
        var size = page?.Direction == PageDirection.Last && total is > 0 ? (int)((total.Value - 1) % search.Count) + 1 : search.Count;
        var direction = Sql.Own(search.Sort.Descending != backwards ? "desc" : "asc");
        var order = search.Sort.Column is { } column ? (FormattableString)$"{column} {direction}, {kind.Key} {direction}" : $"{kind.Key} {direction}";
        var hits = await reading.Db.Database.SqlQuery<Hit>(Sql.Flat(
            $"""
             select {kind.Key} as "Id", {KeyText(search.Sort)} as "Key", {search.Distance ?? $"null::double precision"} as "Metres"
             from {kind.From} where {search.Where} and {page?.Condition(search.Sort, kind.Key) ?? Sql.True}
             order by {order} limit {size + 1}
             """)).ToListAsync(reading.CancellationToken);

        var more = hits.Count > size;
        if (more) hits.RemoveAt(size);
        if (backwards) hits.Reverse();
        return (hits, Links(search, hits, more, backwards, total, address));
    }

    private static List<BundleLink> Links(
        SearchRequest search, List<Hit> hits, bool more, bool backwards, long? total, string address)
    {
        var links = new List<BundleLink> { Link("self", address, search, search.Page), Link("first", address, search, null) };
        var hasPrevious = backwards ? more : search.Page is not null;
        var hasNext = backwards ? search.Page?.Direction == PageDirection.Previous : more;
        if (hasPrevious && hits.Count > 0) links.Add(Link("previous", address, search, Mark(PageDirection.Previous, hits[0])));
        if (hasNext && hits.Count > 0) links.Add(Link("next", address, search, Mark(PageDirection.Next, hits[^1])));
        if (total is not null) links.Add(Link("last", address, search, PageMark.Last));
        return links;
    }

    private static PageMark Mark(PageDirection direction, Hit hit) => new(direction, hit.Key, hit.Id);

    private static BundleLink Link(string relation, string address, SearchRequest search, PageMark? page)
    {
        var parameters = search.Understood.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}");
        if (page is not null) parameters = parameters.Append($"{PageMark.Parameter}={page.Write()}");
        return new(relation, $"{address}?{string.Join('&', parameters)}");
    }

    // As text that reads back as the very same value.
    private static FormattableString KeyText(SortKey sort) => sort.Kind switch
    {
        SortKind.None => $"null::text",
        SortKind.Text => sort.Column!,
        SortKind.Time => $"to_char({sort.Column!} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
        SortKind.Number => $"({sort.Column!})::text",
    };

    private static IReadOnlyList<Extension> DistanceOf(Hit hit) => hit.Metres is not { } metres ? [] :
    [
        new(DistanceExtension) { ValueDistance = new(Math.Round(metres), "m", "http://unitsofmeasure.org", "m") },
    ];

    private static async Task IncludeAsync(
        FhirReading reading, ResourceKind kind, SearchRequest search, Guid[] ids, string address, List<BundleEntry> entries)
    {
        if (search.Includes.Count == 0 || ids.Length == 0) return;

        var (included, incomplete) = await Inclusion.FindAsync(reading.Db, kind.Type, ids, search.Includes, reading.CancellationToken);
        foreach (var (type, wanted) in included.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            var resources = await ResourceKinds.Of(type).Read(reading, [.. wanted]);
            entries.AddRange(resources.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => Entry(r, address, new("include"))));
        }

        if (incomplete)
        {
            entries.Add(new(null, SearchOutcome.Warning(
                "incomplete", $"Only {Inclusion.ResourcesMax} included resources are sent with a page: ask for a smaller _count."), new("outcome")));
        }
    }

    private static BundleEntry Entry(Resource resource, string address, BundleSearch search) =>
        new($"{address[..address.LastIndexOf('/')]}/{resource.ResourceType}/{resource.Id}", FhirJson.Stamp(resource), search);

    private sealed record Hit(Guid Id, string? Key, double? Metres);
}
