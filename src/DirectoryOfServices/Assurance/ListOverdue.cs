using IntegratedCare.DirectoryOfServices.Settings;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.DirectoryOfServices.Assurance;

/// <summary>The entries that somebody should look at, the most doubtful first.</summary>
internal static class ListOverdue
{
    /// <remarks>The score changes by the hour, so it is worked out for each answer, over every entry of the caller.</remarks>
    public static async Task<Results<Ok<Page<StalenessView>>, WorklistTable>> Handle(
        [AsParameters] WorklistQuery query, [AsParameters] PageRequest paging, HttpRequest request, Caller caller, DirectoryDb db,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var scope = await WorklistScope.OfAsync(db, caller, query, cancellationToken);
        var months = (await db.PlaceSettingsAsync(cancellationToken)).AssuranceMonths;
        var due = (await db.DossiersAsync(scope, now, cancellationToken))
            .Where(entry => Staleness.Due(entry, months, now) is not null)
            .Select(entry => (Entry: entry, Score: Staleness.Of(entry, months, now)))
            .OrderByDescending(one => one.Score).ThenBy(one => one.Entry.AssuredOn ?? DateOnly.MinValue)
            .ThenBy(one => one.Entry.Name, StringComparer.Ordinal).ThenBy(one => one.Entry.Id)
            .Select(one => one.Entry)
            .ToList();
        IEnumerable<StalenessView> Explained(IEnumerable<Dossier> entries) => entries.Select(entry => StalenessView.Of(entry, months, now));
        if (WorklistTable.IsAskedFor(request))
            return new WorklistTable([.. Explained(due.Take(WorklistTable.RowsMax))], Complete: due.Count <= WorklistTable.RowsMax);

        return TypedResults.Ok(new Page<StalenessView>(
            [.. Explained(due.Skip(paging.Skip).Take(paging.Size))], paging.Number, paging.Size, due.Count));
    }
}
