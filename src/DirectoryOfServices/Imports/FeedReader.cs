using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegratedCare.DirectoryOfServices.Links;
using IntegratedCare.Kernel.Errors;
using Microsoft.Extensions.Options;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Reads an Open Referral feed page by page, and each service by itself where the list does not give it whole.</summary>
/// <remarks>
/// Whoever names a feed could make us open an address, so the addresses that a name has are looked at just before the connection is made, which goes to
/// one of them; redirects are not followed. Pages, bytes, services, tries and time are bounded.
/// </remarks>
internal sealed class FeedReader : IDisposable
{
    private const int PageSize = 100;
    private const int PagesMax = 4_000;
    private const int AnswerBytesMax = 16 * 1024 * 1024;
    private const int AtOnceMax = 4;
    private const int TriesMax = 4;

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(30);

    // A list that gives any of these gives its services whole.
    private static readonly string[] OnlyInFull = ["service_at_locations", "schedules", "cost_options", "contacts", "service_areas", "phones", "attributes"];

    private readonly ImportSettings settings;
    private readonly TimeProvider time;
    private readonly HttpClient client;

    public FeedReader(IOptions<ImportSettings> settings, TimeProvider time)
    {
        (this.settings, this.time) = (settings.Value, time);
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(5), MaxResponseHeadersLength = 32, ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        })
        {
            Timeout = AnswerMax, MaxResponseContentBufferSize = AnswerBytesMax,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("IntegratedCare-Import/1.0");
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    public void Dispose() => client.Dispose();

    /// <summary>The feed's services; fewer where it is not wanted any more, which is asked before each page.</summary>
    public async IAsyncEnumerable<JsonElement> ReadAsync(
        Uri feed, Func<CancellationToken, Task<bool>> isWanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(settings.FeedMinutesMax), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await using var services = ServicesAsync(feed, isWanted, either.Token).GetAsyncEnumerator(either.Token);
        while (await NextAsync()) yield return services.Current;

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await services.MoveNextAsync();
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new DomainException(ImportErrors.FeedTooSlow);
            }
        }
    }

    private async IAsyncEnumerable<JsonElement> ServicesAsync(
        Uri feed, Func<CancellationToken, Task<bool>> isWanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (feed.Scheme != Uri.UriSchemeHttps && !IsTrusted(feed.Host, feed.Port)) throw new DomainException(ImportErrors.FeedNotPublic);

        var root = feed.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var services = root.EndsWith("/services", StringComparison.Ordinal) ? root : $"{root}/services";
        var (bytes, seen) = (0L, new HashSet<string>(StringComparer.Ordinal));
        for (var number = 1; await isWanted(cancellationToken); number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (page, size) = await AskAsync(new Uri($"{services}?page={number}&per_page={PageSize}"), cancellationToken);
            bytes += size;
            if (OpenReferralFile.ContentsOf(page) is not { } listed) throw new DomainException(ImportErrors.FeedUnreachable, "Its list is none.");

            var fresh = listed.Where(service => service.Text("id") is not { } id || seen.Add(id)).ToList();
            foreach (var some in fresh.Chunk(AtOnceMax))
            {
                foreach (var (service, read) in await Task.WhenAll(some.Select(one => WholeAsync(services, one, cancellationToken))))
                {
                    bytes += read;
                    yield return service;
                }

                if (bytes > SendImportRequest.FileBytesMax || seen.Count > ImportReport.RowsMax) throw new DomainException(ImportErrors.FeedTooLarge);
            }

            // A feed that gives the same page for ever has nothing fresh on it.
            var isLast = page.ValueKind == JsonValueKind.Array || fresh.Count == 0 || number >= (page.Whole("total_pages") ?? int.MaxValue)
                || (page.TryGetProperty("last_page", out var last) && last.ValueKind == JsonValueKind.True);
            if (isLast) yield break;
            if (number >= PagesMax) throw new DomainException(ImportErrors.FeedTooLarge);
        }
    }

    private async Task<(JsonElement Service, long Bytes)> WholeAsync(string services, JsonElement listed, CancellationToken cancellationToken) =>
        listed.ValueKind != JsonValueKind.Object || listed.Text("id") is not { } id || OnlyInFull.Any(member => listed.TryGetProperty(member, out _))
            ? (listed, 0)
            : await AskAsync(new Uri($"{services}/{Uri.EscapeDataString(id)}"), cancellationToken);

    private async Task<(JsonElement Answer, long Bytes)> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(address, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
                    return (JsonElement.Parse(body), body.Length);
                }

                if (tries == TriesMax || (int)answer.StatusCode is not (408 or 429 or >= 500))
                    throw new DomainException(ImportErrors.FeedUnreachable, $"It answers {(int)answer.StatusCode}.");
            }
            catch (HttpRequestException e) when (e.InnerException is NotPublicException)
            {
                throw new DomainException(ImportErrors.FeedNotPublic);
            }
            catch (JsonException)
            {
                throw new DomainException(ImportErrors.FeedUnreachable, "It does not answer JSON.");
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
            {
                throw new DomainException(ImportErrors.FeedTooLarge);
            }
            catch (Exception e) when (tries < TriesMax && !cancellationToken.IsCancellationRequested && e is HttpRequestException or OperationCanceledException)
            {
                // Tried again below, later each time.
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is HttpRequestException or OperationCanceledException)
            {
                throw new DomainException(ImportErrors.FeedUnreachable);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250 << tries), time, cancellationToken);
        }
    }

    private bool IsTrusted(string host, int port) =>
        settings.TrustedHosts.Contains(host, StringComparer.OrdinalIgnoreCase) || settings.TrustedHosts.Contains($"{host}:{port}", StringComparer.OrdinalIgnoreCase);

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        if (!IsTrusted(host, port) && (port != 443 || !Array.TrueForAll(addresses, PublicAddress.Is))) throw new NotPublicException();

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
