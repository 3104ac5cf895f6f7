using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.OpenReferral.Records;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

/// <summary>Where somebody is: the services that are for people there, and with a distance those given within it.</summary>
/// <param name="Postcode">A postcode of the place's table.</param>
/// <param name="Proximity">Metres from the postcode, at most 500,000.</param>
public readonly record struct WhereaboutsParameters(
    [property: FromQuery(Name = "postcode")] string? Postcode,
    [property: FromQuery(Name = "proximity")] string? Proximity);

internal static class ListServicesAtLocations
{
    private const int ProximityMetresMax = 500_000;

    public static async Task<IResult> Handle(
        [AsParameters] PagingParameters paging, [AsParameters] ServiceParameters asked, [AsParameters] WhereaboutsParameters whereabouts,
        [FromQuery(Name = "full")] string? full, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var nested = OpenParameter.Flag("full", full);
        var pages = OpenPaging.Read(paging);
        var now = time.GetUtcNow();
        var links = await WithinAsync(asked.From(db, now), whereabouts, db, cancellationToken);
        var ids = links.OrderBy(link => link.Id).Select(link => link.Id);
        var around = nested ? await Surroundings.ReadAsync(db, now, cancellationToken) : null;
        return await OpenList.AnswerAsync(ids, pages, part => ReadAsync(part, around, db, now, cancellationToken), cancellationToken);
    }

    internal static async Task<IReadOnlyList<OpenServiceAtLocation>> ReadAsync(
        IReadOnlyList<Guid> ids, Surroundings? around, DirectoryDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var links = await db.Set<ServiceSite>().AsNoTracking().Include(link => link.Site)
            .Where(link => ids.Contains(link.Id)).ToDictionaryAsync(link => link.Id, cancellationToken);
        ServiceId[] given = [.. links.Values.Select(link => link.ServiceId).Distinct()];
        var records = around is null
            ? await db.BriefAsync(given, now, cancellationToken)
            : await db.FullAsync(given, around, cancellationToken);
        var services = records.ToDictionary(service => service.Id);
        return
        [
            .. ids.Where(links.ContainsKey).Select(id => links[id]).Select(link => (Link: link, Service: services[link.ServiceId.Value]))
                .Select(pair => around is null
                    ? OpenServiceAtLocation.Brief(pair.Link, pair.Service)
                    : OpenServiceAtLocation.Full(pair.Link, pair.Service, around)),
        ];
    }

    private static async Task<IQueryable<ServiceSite>> WithinAsync(
        IQueryable<CareService> services, WhereaboutsParameters asked, DirectoryDb db, CancellationToken cancellationToken)
    {
        var metres = OpenParameter.Number("proximity", asked.Proximity, 0, ProximityMetresMax);
        if (OpenParameter.Postcode("postcode", asked.Postcode) is not { } postcode)
        {
            return metres is null ? services.SelectMany(s => s.Sites) : throw OpenParameter.Refuse("proximity", "needs a postcode");
        }

        var position = await db.Postcodes.AsNoTracking().SingleOrDefaultAsync(p => p.Postcode == postcode, cancellationToken)
            ?? throw new DomainException(PlaceErrors.PostcodeUnknown);
        var (neighbourhood, district) = (position.NeighbourhoodCode, postcode.Value.Split(' ')[0]);
        var links = services
            .Where(s => (s.Neighbourhoods.Count == 0 && s.CatchmentDistricts.Count == 0)
                || s.Neighbourhoods.Any(n => n.NeighbourhoodCode == neighbourhood)
                || s.CatchmentDistricts.Contains(district))
            .SelectMany(s => s.Sites);
        var (latitude, longitude) = (position.Latitude, position.Longitude);
        return metres is null
            ? links
            : links.Where(link => DirectoryDb.MetresBetween(latitude, longitude, link.Site!.Latitude, link.Site.Longitude) <= metres);
    }
}
