using IntegratedCare.Scheduling.Hours;

namespace IntegratedCare.Scheduling.Resources;

public sealed record ResourceView(
    Guid Id, ResourceKind Kind, string? Code, string Name, Guid? SiteId, IReadOnlyList<Guid> TeamIds, IReadOnlyList<HoursEntry> Hours, bool IsInUse)
{
    internal static ResourceView Of(Resource resource) => new(
        resource.Id.Value, resource.Kind, resource.Code, resource.Name, resource.Site?.Value, resource.TeamIds,
        [.. resource.Hours.OrderBy(h => h.Hours.DayOfWeek).ThenBy(h => h.Hours.From).Select(h => HoursEntry.Of(h.Hours))], resource.IsInUse);
}
