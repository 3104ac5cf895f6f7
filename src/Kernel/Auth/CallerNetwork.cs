using System.Net;
using System.Net.Sockets;

namespace IntegratedCare.Kernel.Auth;

/// <summary>The part of a network address by which callers who are not known yet are counted.</summary>
/// <remarks>
/// One customer of an IPv6 provider has a whole /64, that is 2⁶⁴ addresses: counted one by one, each of them would have an allowance of its own.
/// </remarks>
public static class CallerNetwork
{
    private const int NetworkBytes = 8;

    /// <summary>The IPv4 address, or the /64 network of an IPv6 address; <c>local</c> where the request came over none.</summary>
    public static string Of(IPAddress? address) => address switch
    {
        null => "local",
        { IsIPv4MappedToIPv6: true } => $"{address.MapToIPv4()}",
        { AddressFamily: AddressFamily.InterNetworkV6 } =>
            $"{new IPAddress([.. address.GetAddressBytes().AsSpan(0, NetworkBytes), .. new byte[NetworkBytes]])}/64",
        _ => $"{address}",
    };
}
