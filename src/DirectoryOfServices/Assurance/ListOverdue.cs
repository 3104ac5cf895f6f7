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
            .Select(entry => StalenessView.Of(entry, months, now))
            .Where(entry => entry.Because is not null)
            .OrderByDescending(entry => entry.Score).ThenBy(entry => entry.AssuredOn ?? DateOnly.MinValue)
            .ThenBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.ServiceId)
            .ToList();
        if (WorklistTable.IsAskedFor(request)) return new WorklistTable(due);
        return TypedResults.Ok(new Page<StalenessView>([.. due.Skip(paging.Skip).Take(paging.Size)], paging.Number, paging.Size, due.Count));
    }
}
