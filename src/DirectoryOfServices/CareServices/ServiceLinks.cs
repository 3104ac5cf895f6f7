using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.DirectoryOfServices.Taxonomies;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>A service is given at a site.</summary>
internal sealed class ServiceSite
{
    public Guid Id { get; private set; }    // derived from the two others, see OpenReferral/DerivedId.cs
    public ServiceId ServiceId { get; init; }
    public required SiteId SiteId { get; init; }
    public Site? Site { get; private set; }    // null: not loaded with the link
}

/// <summary>A service is for the people of a neighbourhood. A service without any is for the whole place.</summary>
internal sealed class ServiceNeighbourhood
{
    public ServiceId ServiceId { get; init; }
    public required string NeighbourhoodCode { get; init; }
}

/// <summary>A service is only for people who are registered with a practice. A service without any is for everybody's patients.</summary>
internal sealed class ServicePractice
{
    public ServiceId ServiceId { get; init; }
    public required OrganisationId PracticeId { get; init; }
}

/// <summary>A term of a taxonomy describes a service.</summary>
internal sealed class ServiceTerm
{
    public ServiceId ServiceId { get; init; }
    public required TermId TermId { get; init; }
    public TaxonomyTerm? Term { get; private set; }    // null: not loaded with the link
}

internal static class ServiceLinks
{
    /// <summary>The services with everything that their records say, for whoever changes one.</summary>
    public static IQueryable<CareService> WithLinks(this IQueryable<CareService> services) => services
        .Include(s => s.Sites).Include(s => s.Neighbourhoods).Include(s => s.Practices).Include(s => s.Terms)
        .AsSplitQuery();

    /// <summary>Keeps the links that are still asked for, so that an unchanged list writes nothing.</summary>
    public static void ReplaceWith<TLink, TKey>(
        this List<TLink> links, IEnumerable<TKey> asked, Func<TLink, TKey> keyOf, Func<TKey, TLink> linkTo)
        where TKey : notnull
    {
        var wanted = asked.ToHashSet();
        links.RemoveAll(link => !wanted.Contains(keyOf(link)));
        wanted.ExceptWith(links.Select(keyOf));
        links.AddRange(wanted.Select(linkTo));
    }
}
