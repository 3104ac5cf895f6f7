using IntegratedCare.DirectoryOfServices.Sites;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>A service is given at a site.</summary>
internal sealed class ServiceSite
{
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

internal static class ServiceLinks
{
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
