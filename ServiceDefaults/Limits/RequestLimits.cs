using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.ServiceDefaults.Limits;

/// <summary>What one caller may ask of a process. An endpoint that needs more says so in its own metadata.</summary>
internal static class RequestLimits
{
    private const int BodyBytesMax = 1024 * 1024;
    private const int RequestLineBytesMax = 8 * 1024;
    private const int HeaderBytesMax = 16 * 1024;
    private const int HeaderCountMax = 64;
    private const int ConnectionsMax = 10_000;
    private const int UpgradedConnectionsMax = 100;
    private const double BytesPerSecondMin = 240;

    private static readonly TimeSpan SlowClientGrace = TimeSpan.FromSeconds(5);
    private const int StreamsPerConnectionMax = 100;

    private static readonly TimeSpan HeadersMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingAnswerMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeepAliveMax = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RequestMax = TimeSpan.FromSeconds(30);

    public static void AddRequestLimits(this WebApplicationBuilder builder)
    {
        // A line ends with CR LF and nothing else: what one server takes for a line's end and another does not lets headers be smuggled.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Bound(kestrel.Limits);
        });

        builder.Services.AddProblemDetails();
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = RequestMax,
            TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
            WriteTimeoutResponse = TimeoutProblem.WriteAsync,
        });
    }

    private static void Bound(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = BodyBytesMax;
        limits.MaxRequestLineSize = RequestLineBytesMax;
        limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        limits.MaxRequestHeaderCount = HeaderCountMax;
        limits.MaxConcurrentConnections = ConnectionsMax;
        limits.MaxConcurrentUpgradedConnections = UpgradedConnectionsMax;
        limits.MinRequestBodyDataRate = new MinDataRate(BytesPerSecondMin, SlowClientGrace);
        limits.MinResponseDataRate = new MinDataRate(BytesPerSecondMin, SlowClientGrace);
        limits.RequestHeadersTimeout = HeadersMax;
        limits.KeepAliveTimeout = KeepAliveMax;
        limits.Http2.MaxStreamsPerConnection = StreamsPerConnectionMax;
        limits.Http2.KeepAlivePingDelay = PingAfter;
        limits.Http2.KeepAlivePingTimeout = PingAnswerMax;
    }
}
