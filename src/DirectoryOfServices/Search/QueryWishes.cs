using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Search.Index;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>From what the query says to what the index is asked.</summary>
internal static class QueryWishes
{
    private static readonly TimeSpan Reach = TimeSpan.FromDays(366);

    public static Wishes Of(ServiceQuery asked, Standpoint standpoint, DateTimeOffset now) => new()
    {
        Category = asked.Category,
        Status = asked.Status,
        Need = asked.Need?.ToString(),
        Neighbourhood = standpoint.NeighbourhoodCode,
        District = standpoint.District,
        AgeYears = asked.AgeYears,
        Sex = asked.Sex,
        Practice = PracticeOf(asked.Practice),
        Delivery = asked.Delivery,
        Language = asked.Language,
        Accessibility = asked.Accessibility,
        Bookable = asked.Bookable,
        Capacity = ApiWord.Read<CapacityStatus>(asked.Capacity),
        OpenAt = Reachable(asked.OpenAt, now) ?? (asked.OpenNow is null ? null : now),
        Closed = asked.OpenNow == false,
        FreeBefore = Reachable(asked.FreeBefore, now),
        WithinMetres = asked.WithinMetres,
    };

    // An id is written small, an ODS code in capitals.
    private static string? PracticeOf(string? practice) => Guid.TryParse(practice, out var id) ? id.ToString() : practice?.ToUpperInvariant();

    private static DateTimeOffset? Reachable(DateTimeOffset? time, DateTimeOffset now) =>
        time is { } asked && (asked - now).Duration() > Reach ? throw new DomainException(SearchErrors.TimeOutOfReach) : time;
}
