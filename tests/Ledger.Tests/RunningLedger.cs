using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(IntegratedCare.Ledger.Tests.RunningLedger))]

namespace IntegratedCare.Ledger.Tests;

/// <summary>The whole service on real servers, with the clock at noon of 20 November 2026; every test brings a fund of its own.</summary>
public sealed class RunningLedger : IAsyncLifetime
{
    public static readonly JsonSerializerOptions Json = JsonOptions();

    private readonly RealServers servers = new();
    private ServiceHost<Program, LedgerDb>? host;

    internal ServiceHost<Program, LedgerDb> Host => host ?? throw new InvalidOperationException("It starts with the assembly.");

    public async ValueTask InitializeAsync()
    {
        await servers.InitializeAsync();
        host = await StartAsync();
    }

    /// <summary>A second service with a database of its own, for a test that breaks something.</summary>
    internal Task<ServiceHost<Program, LedgerDb>> StartAsync(Action<IWebHostBuilder>? configure = null) =>
        ServiceHost<Program, LedgerDb>.StartAsync(servers, "ledger", web =>
        {
            web.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(new FixedClock(A.Now)));
            configure?.Invoke(web);
        });

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        await servers.DisposeAsync();
    }

    private static JsonSerializerOptions JsonOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        options.UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip;
        return options;
    }
}

/// <summary>What the tests do to the service, in a word each.</summary>
internal static class LedgerCalls
{
    public static HttpClient Finance(this ServiceHost<Program, LedgerDb> host, string organisation = A.Council) =>
        host.Client(Roles.FinanceOfficer, organisation);

    public static async Task<HttpResponseMessage> PutFundAsync(
        this ServiceHost<Program, LedgerDb> host, string code, PutFundRequest fund)
    {
        using var loader = host.Client(Roles.PlaceLoader);
        return await loader.PutAsJsonAsync($"/api/ledger/funds/{code}", fund, RunningLedger.Json);
    }

    /// <summary>Puts a fund whose programme pays for a category that no other test's fund pays for.</summary>
    public static async Task<(string Code, string Category)> AddFundAsync(
        this ServiceHost<Program, LedgerDb> host, Func<PutFundRequest, PutFundRequest>? with = null)
    {
        var (code, category) = (A.Code("fund"), A.Code("category"));
        var fund = A.Fund(category);
        using var answer = await host.PutFundAsync(code, with?.Invoke(fund) ?? fund);
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        return (code, category);
    }

    public static async Task<HttpResponseMessage> PutAgreementAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, AgreementRequest agreement)
    {
        using var loader = host.Client(Roles.PlaceLoader);
        return await loader.PutAsJsonAsync($"/api/ledger/funds/{fund}/agreement/versions/1", agreement, RunningLedger.Json);
    }

    /// <summary>Puts a fund whose partners have signed an agreement.</summary>
    public static async Task<string> AddAgreedFundAsync(this ServiceHost<Program, LedgerDb> host, AgreementRequest? agreement = null)
    {
        var (fund, _) = await host.AddFundAsync();
        using var put = await host.PutAgreementAsync(fund, agreement ?? A.Agreement());
        Assert.Equal(System.Net.HttpStatusCode.Created, put.StatusCode);
        return fund;
    }

    public static async Task<HttpResponseMessage> VaryAgreementAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, AgreementRequest variation, string organisation = A.Council)
    {
        using var manager = host.Client(Roles.PoolManager, organisation);
        return await manager.PostAsJsonAsync($"/api/ledger/funds/{fund}/agreement/versions", variation, RunningLedger.Json);
    }

    /// <summary>Answers as the partner's finance officer.</summary>
    public static async Task<HttpResponseMessage> AnswerAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, int version, string organisation, bool agrees = true, string? reason = null)
    {
        using var finance = host.Finance(organisation);
        return await finance.PostAsJsonAsync(
            $"/api/ledger/funds/{fund}/agreement/versions/{version}/answer", new AnswerVariationRequest(agrees, reason), RunningLedger.Json);
    }

    public static async Task<HttpResponseMessage> ContributeAsync(
        this HttpClient finance, string fund, PostContributionRequest contribution, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/ledger/funds/{fund}/contributions")
        {
            Content = JsonContent.Create(contribution, options: RunningLedger.Json),
        };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await finance.SendAsync(request);
    }

    /// <summary>Every entry that the client may read, however many there are.</summary>
    public static async Task<List<JournalEntryView>> JournalAsync(this HttpClient client)
    {
        var journal = new List<JournalEntryView>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.ReadAsync<Feed<JournalEntryView>>($"/api/ledger/journal?limit=500&after={Uri.EscapeDataString(cursor)}");
            journal.AddRange(page.Items);
            cursor = page.Next;
        }

        return journal;
    }

    public static async Task<T> ReadAsync<T>(this HttpClient client, string path) =>
        await client.GetFromJsonAsync<T>(path, RunningLedger.Json)
        ?? throw new InvalidOperationException($"{path} answered nothing.");

    public static async Task<PositionView> PositionAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, DateOnly? asOf = null)
    {
        using var finance = host.Finance();
        return await finance.ReadAsync<PositionView>(
            $"/api/ledger/funds/{fund}/position" + (asOf is { } day ? $"?asOf={day:yyyy-MM-dd}" : ""));
    }

    public static async Task<string> CodeAsync(this HttpResponseMessage answer)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return problem.GetProperty("code").GetString() ?? "";
    }

    internal static async Task<ChargeState?> ChargeStateAsync(this ServiceHost<Program, LedgerDb> host, Guid booking)
    {
        await using var db = host.Db();
        var id = BookingId.From(booking);
        var charge = await db.Charges.AsNoTracking().SingleOrDefaultAsync(c => c.BookingId == id);
        return charge?.State;
    }

    public static Task ChargeReachesAsync(this ServiceHost<Program, LedgerDb> host, Guid booking, object state) =>
        Eventually.Async(async () => Equals(await host.ChargeStateAsync(booking), state), what: $"a charge that is {state}");
}
