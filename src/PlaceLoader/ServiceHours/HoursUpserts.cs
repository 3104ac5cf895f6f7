using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Sites;

namespace IntegratedCare.PlaceLoader.ServiceHours;

internal static class HoursUpserts
{
    /// <summary>Hours are a part of their service and have no call of their own.</summary>
    public static object Of(Place place, Hours hours) => new
    {
        hours.Every,
        hours.Interval,
        hours.Days,
        hours.WeeksOfMonth,
        hours.DaysOfMonth,
        Opens = hours.From,
        Closes = hours.Until,
        hours.StartsOn,
        hours.ValidFrom,
        hours.ValidUntil,
        SiteId = hours.Site is { } site ? SiteUpserts.IdOf(place, site) : (Guid?)null,
        hours.Attending,
        hours.Notes,
    };
}
