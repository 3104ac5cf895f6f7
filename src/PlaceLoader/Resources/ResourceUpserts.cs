using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Sites;

namespace IntegratedCare.PlaceLoader.Resources;

internal static class ResourceUpserts
{
    public static IEnumerable<Upsert> Of(Place place) =>
        from resource in place.Resources
        select new Upsert(
            "rooms and equipment",
            resource.Row,
            $"api/scheduling/resources/{place.IdOf("resource", resource.Code)}",
            new
            {
                resource.Kind,
                resource.Name,
                TeamIds = resource.Teams.Select(team => place.IdOf("team", team)),
                Code = resource.Type,
                SiteId = resource.Site is { } site ? SiteUpserts.IdOf(place, site) : (Guid?)null,
                Hours = resource.Days.Select(day => new
                {
                    DayOfWeek = day, From = $"{resource.From:HH:mm}", Until = $"{resource.Until:HH:mm}",
                }),
            });
}
