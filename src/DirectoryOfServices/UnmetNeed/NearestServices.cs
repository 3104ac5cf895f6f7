using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>What the directory holds that comes nearest to words which found nothing.</summary>
internal static class NearestServices
{
    private const int EachMax = 3;

    /// <summary>For each of the words the active services that hold most of them, best first, three at most.</summary>
    public static async Task<ILookup<string, NearestService>> FindAsync(
        DirectoryDb db, IReadOnlyCollection<string> words, CancellationToken cancellationToken)
    {
        var found = await db.Database.SqlQuery<Found>(
            $"""
             select asked.words "Words", near.id "Id", near.name "Name", near.rank "Rank"
             from unnest({words.ToArray()}) asked (words)
             cross join lateral (select replace(plainto_tsquery('english', asked.words)::text, '&', '|')::tsquery query) any_of
             cross join lateral (
               select s.id, s.name, ts_rank(d.document, any_of.query) rank from search_documents d join care_services s on s.id = d.service_id
               where d.document @@ any_of.query and s.status = 'Active'
               order by ts_rank(d.document, any_of.query) desc, s.name, s.id limit {EachMax}) near
             """).ToListAsync(cancellationToken);
        return found.OrderByDescending(f => f.Rank).ThenBy(f => f.Name, StringComparer.Ordinal)
            .ToLookup(f => f.Words, f => new NearestService(f.Id, f.Name));
    }

    private sealed record Found(string Words, Guid Id, string Name, float Rank);
}
