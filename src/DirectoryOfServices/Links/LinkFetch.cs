using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace IntegratedCare.DirectoryOfServices.Links;

/// <summary>Opens a page that somebody has entered, to see whether it is there: bounded in time and size, and never a page behind our own walls.</summary>
/// <remarks>
/// Whoever can enter an address could make us open it, so the address that a name has is looked at just before the connection is made, and the
/// connection goes to that address; each redirect likewise. Only ports of the web, no proxy, no cookies; of an answer no more than its head is read.
/// </remarks>
internal sealed class LinkFetch : IDisposable
{
    private const int RedirectsMax = 5;
    private const int HeadKilobytesMax = 32;
    private readonly LinkPolicy policy;
    private readonly HttpClient client;

    public LinkFetch(IOptions<LinkPolicy> policy)
    {
        this.policy = policy.Value;
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxResponseHeadersLength = HeadKilobytesMax,
            MaxResponseDrainSize = 0,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromSeconds(30),
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,      // one limit for a page with all its redirects, below
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("IntegratedCare-LinkCheck/1.0");
        client.DefaultRequestHeaders.Accept.ParseAdd("*/*");
    }

    public void Dispose() => client.Dispose();

    public async Task<(LinkOutcome Outcome, int? Status)> OpenAsync(string url, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(policy.AnswerSeconds));
        try
        {
            return await FollowAsync(new Uri(url), limit.Token);
        }
        catch (HttpRequestException e) when (e.InnerException is NotPublicException)
        {
            return (LinkOutcome.NotPublic, null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UriFormatException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (LinkOutcome.Unreachable, null);
        }
    }

    private async Task<(LinkOutcome Outcome, int? Status)> FollowAsync(Uri page, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop <= RedirectsMax; hop++)
        {
            if (page.Scheme != Uri.UriSchemeHttp && page.Scheme != Uri.UriSchemeHttps) return (LinkOutcome.Broken, null);

            var (status, location) = await AskAsync(HttpMethod.Head, page, cancellationToken);
            // Many servers answer HEAD as if the page were not there.
            if ((int)status >= 400) (status, location) = await AskAsync(HttpMethod.Get, page, cancellationToken);
            if ((int)status is < 300 or >= 400 || status == HttpStatusCode.NotModified) return (OutcomeOf(status), (int)status);
            if (location is null) return (LinkOutcome.Broken, (int)status);

            page = new Uri(page, location);
        }

        return (LinkOutcome.Broken, null);
    }

    private async Task<(HttpStatusCode Status, Uri? Location)> AskAsync(HttpMethod method, Uri page, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, page);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return (answer.StatusCode, answer.Headers.Location);
    }

    // Who asks for a name or for patience is there.
    private static LinkOutcome OutcomeOf(HttpStatusCode status) => (int)status switch
    {
        404 or 410 or >= 500 => LinkOutcome.Broken,
        _ => LinkOutcome.Reachable,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        if (!policy.PrivateHosts.Contains($"{host}:{port}", StringComparer.OrdinalIgnoreCase)
            && (port is not (80 or 443) || !Array.TrueForAll(addresses, PublicAddress.Is)))
            throw new NotPublicException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class NotPublicException() : IOException("The address is not one of the world.");
}
