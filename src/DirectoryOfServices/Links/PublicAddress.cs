using System.Net;
using System.Net.Sockets;

namespace IntegratedCare.DirectoryOfServices.Links;

/// <summary>Is an address one of the world, and none of a machine behind our own walls?</summary>
/// <remarks>
/// After IANA's registries of special-purpose addresses. Of IPv6 only global unicast (2000::/3) counts, less what is for documents and tunnels: what
/// carries an IPv4 address inside is refused, for nobody's page needs it.
/// </remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork[] SpecialV4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialV6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(network => IPNetwork.Parse(network))];

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return false;
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(SpecialV4, network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => GlobalV6.Contains(address) && !Array.Exists(SpecialV6, network => network.Contains(address)),
            _ => false,
        };
    }
}
