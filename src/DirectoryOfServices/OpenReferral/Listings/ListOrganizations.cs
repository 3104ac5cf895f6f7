using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.OpenReferral.Records;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

internal static class ListOrganizations
{
    /// <summary>How many services one answer nests.</summary>
    private const int NestedMax = 1_000;

    public static async Task<IResult> Handle(
        [AsParameters] PagingParameters paging, [FromQuery(Name = "search")] string? search,
        [FromQuery(Name = "full")] string? full, [FromQuery(Name = "full_service")] string? fullService,
        DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var shape = new Shape(OpenParameter.Flag("full", full), OpenParameter.Flag("full_service", fullService));
        var pages = OpenPaging.Read(paging);
        if (pages.IsStream && shape is not { Full: false, FullServices: false })
            throw OpenParameter.Refuse("format", "is json where services are nested");

        var organisations = db.Organisations.AsNoTracking();
        if (OpenParameter.Text("search", search) is { } words)
            organisations = organisations.Where(o => EF.Functions.ToTsVector("english", o.Name + " " + (o.Description ?? ""))
                .Matches(EF.Functions.WebSearchToTsQuery("english", words)));
        var ids = organisations.OrderBy(o => o.Id).Select(o => o.Id);
        return await OpenList.AnswerAsync(
            ids, pages, part => ReadAsync(part, shape, db, time.GetUtcNow(), cancellationToken), cancellationToken);
    }

    /// <param name="Full">With identifiers and telephone numbers, and the services in brief.</param>
    /// <param name="FullServices">With the services, everything of them.</param>
    internal sealed record Shape(bool Full, bool FullServices);

    internal static async Task<IReadOnlyList<OpenOrganization>> ReadAsync(
        IReadOnlyList<OrganisationId> ids, Shape shape, DirectoryDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var organisations = await db.Organisations.AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancellationToken);
        if (shape is { Full: false, FullServices: false }) return [.. ids.Select(id => OpenOrganization.Brief(organisations[id]))];

        ServiceId[] provided = await db.CareServices.Where(s => ids.Contains(s.ProviderId)).OrderBy(s => s.Id).Select(s => s.Id)
            .Take(NestedMax + 1).ToArrayAsync(cancellationToken);
        if (provided.Length > NestedMax)
        {
            // One organisation by itself is worth reading without them: /services?organization_id= lists them.
            if (ids.Count > 1 || shape.FullServices) throw new DomainException(OpenReferralErrors.TooManyServices);
            provided = [];
        }


        var services = shape.FullServices
            ? await db.FullAsync(provided, await Surroundings.ReadAsync(db, now, cancellationToken), cancellationToken)
            : await db.BriefAsync(provided, now, cancellationToken);
        var byProvider = services.ToLookup(service => service.OrganizationId);
        return [.. ids.Select(id => OpenOrganization.Full(organisations[id], [.. byProvider[id.Value]]))];
    }
}
