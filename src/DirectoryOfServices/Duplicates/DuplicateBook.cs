using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Duplicates;

/// <summary>The pairs of the directory as it stands: worked out anew when an entry has changed, by one request at a time, and kept in memory.</summary>
internal sealed class DuplicateBook : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private Kept? kept;

    public void Dispose() => gate.Dispose();

    public async Task<(IReadOnlyList<DuplicatePair> Pairs, bool Complete)> ReadAsync(DirectoryDb db, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var stand = await StandAsync(db, cancellationToken);
            if (kept is not { } last || last.Stand != stand)
            {
                var (pairs, complete) = DuplicateSearch.Among(await EntriesAsync(db, cancellationToken), cancellationToken);
                kept = last = new(stand, pairs, complete);
            }

            return (last.Pairs, last.Complete);
        }
        finally
        {
            gate.Release();
        }
    }

    // Versions only grow, and entries are never taken out: the sum is another one after every change.
    private static async Task<(long Count, long Versions)> StandAsync(DirectoryDb db, CancellationToken cancellationToken)
    {
        var stand = await db.CareServices.GroupBy(_ => 1)
            .Select(all => new { Count = all.LongCount(), Versions = all.Sum(s => s.Version) })
            .SingleOrDefaultAsync(cancellationToken);
        return (stand?.Count ?? 0, stand?.Versions ?? 0);
    }

    private static async Task<List<Comparable>> EntriesAsync(DirectoryDb db, CancellationToken cancellationToken)
    {
        var standing = await db.CareServices.AsNoTracking().AsSplitQuery()
            .Where(s => s.Status != RecordStatus.Closed)
            .OrderBy(s => s.Id)
            .Select(s => new
            {
                s.Id, s.Name, s.ProviderId, Sites = s.Sites.Select(at => at.SiteId).ToList(),
                Neighbourhoods = s.Neighbourhoods.Select(n => n.NeighbourhoodCode).ToList(), s.Telephone, s.Email, s.Url, s.Contacts,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. standing.Select(s => Comparable.Of(
                s.Id, s.Name, s.ProviderId.Value, s.Sites.Select(site => site.Value), s.Neighbourhoods, s.Telephone, s.Email, s.Url, s.Contacts)),
        ];
    }

    private sealed record Kept((long Count, long Versions) Stand, IReadOnlyList<DuplicatePair> Pairs, bool Complete);
}
