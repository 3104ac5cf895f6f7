using IntegratedCare.Kernel.Paging;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.BreakGlass;

/// <summary>Emergency accesses: those that wait for a review first, the longest waiting before the rest; then the newest.</summary>
internal static class FindGrants
{
    public static async Task<Page<GrantView>> Handle(
        [AsParameters] PageRequest paging, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var page = await db.BreakGlassGrants.AsNoTracking()
            .OrderBy(g => g.ReviewedAt != null).ThenBy(g => g.ReviewedAt == null ? g.ReviewDueAt : DateTimeOffset.MaxValue)
            .ThenByDescending(g => g.OpenedAt).ThenBy(g => g.Id)
            .ToPageAsync(paging, cancellationToken);
        return new([.. page.Items.Select(grant => GrantView.Of(grant, now))], page.Number, page.PageSize, page.Total);
    }
}
