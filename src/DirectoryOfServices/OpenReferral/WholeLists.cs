using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.HttpOverrides;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>The whole lists that a replica hands out: anybody may ask for them, and nobody signs in, so that callers are told apart by network.</summary>
internal sealed class WholeLists
{
    internal const int AtOnceMax = 6;
    internal const int PerNetworkMax = 2;

    private readonly OpenGate gate = new(AtOnceMax, PerNetworkMax, OpenReferralErrors.ListsBusy, OpenReferralErrors.TooManyLists);

    /// <summary>Lets the request in until what is returned is disposed of.</summary>
    public IDisposable Enter(HttpContext context) => gate.Enter(CallerNetwork.Of(context.Connection.RemoteIpAddress));
}

internal static class CallersAddress
{
    public static void AddOpenReferral(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WholeLists>();
        builder.Services.Configure<ForwardedHeadersOptions>(headers =>
            TrustTheGateway(headers, builder.Configuration.GetSection("Directory:TrustedProxies").Get<string[]>() ?? []));
    }

    /// <summary>Believes the gateway, and nobody else, about where a request came from.</summary>
    /// <remarks>
    /// The gateway writes the address that it sees over whatever a caller says of itself. It is on this machine unless the setting names its network,
    /// for example <c>10.0.0.0/8</c>. One that is not believed counts as one caller with all who come through it: fewer lists, never more.
    /// </remarks>
    private static void TrustTheGateway(ForwardedHeadersOptions headers, string[] networks)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
        foreach (var network in networks) headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
    }
}
