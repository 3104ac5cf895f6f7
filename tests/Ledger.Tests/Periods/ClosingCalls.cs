using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Periods;
using IntegratedCare.Ledger.RiskShares;
using IntegratedCare.Ledger.Years;
using IntegratedCare.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Ledger.Tests.Periods;

/// <summary>A fund of a year that is over, and what people do at its end, in a word each.</summary>
internal static class ClosingCalls
{
    public const string Acute = "acute";
    public const string LastYear = "2025/26";
    public static readonly DateOnly FirstDay = new(2025, 4, 1);
    public static readonly DateOnly LastDay = new(2026, 3, 31);
    public static readonly DateOnly InOctober = new(2025, 10, 15);

    /// <summary>A fund of 2025/26 with two programmes of £10 each, whose partners share by contribution, four to six.</summary>
    public static async Task<string> AddLastYearAsync(
        this ServiceHost<Program, LedgerDb> host, Func<AgreementTerms, AgreementTerms>? terms = null, bool isAgreed = true)
    {
        var (fund, _) = await host.AddFundAsync(f => f with
        {
            FinancialYear = LastYear,
            Programmes = [new(A.Programme, "Community health", 1_000, []), new(Acute, "Acute care", 1_000, [])],
        });
        if (!isAgreed) return fund;
        var asked = A.Agreement(from: FirstDay);
        var old = asked.Terms with { StartsOn = FirstDay, EndsOn = LastDay };
        using var put = await host.PutAgreementAsync(fund, asked with { Terms = terms?.Invoke(old) ?? old });
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        return fund;
    }

    /// <summary>The fund of the year after, of the same partners and programmes.</summary>
    public static async Task<string> AddThisYearAsync(this ServiceHost<Program, LedgerDb> host, Func<PutFundRequest, PutFundRequest>? with = null)
    {
        var (fund, _) = await host.AddFundAsync(f =>
        {
            var next = f with { Programmes = [new(A.Programme, "Community health", 5_000, []), new(Acute, "Acute care", 5_000, [])] };
            return with?.Invoke(next) ?? next;
        });
        return fund;
    }

    public static async Task PostAsync(this ServiceHost<Program, LedgerDb> host, params Posting[] postings)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LedgerDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await scope.ServiceProvider.GetRequiredService<Bookkeeper>().PostAsync(postings, TestContext.Current.CancellationToken);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Sets money aside and spends it.</summary>
    public static Task SpendAsync(this ServiceHost<Program, LedgerDb> host, string fund, string programme, long pence, DateOnly? on = null) =>
        host.PostAsync(
            Posting.Commitment(fund, programme, pence, on ?? InOctober, A.Code("commitment"), "Set aside"),
            Posting.Spend(fund, programme, pence, on ?? InOctober, A.Code("spend"), "Spent"));

    public static Task PayInAsync(this ServiceHost<Program, LedgerDb> host, string fund, string partner, long pence, DateOnly? on = null) =>
        host.PostAsync(Posting.Contribution(fund, partner, pence, on ?? InOctober, A.Code("contribution"), "Paid in"));

    public static HttpClient Manager(this ServiceHost<Program, LedgerDb> host, string organisation = A.Council) =>
        host.Client(Roles.PoolManager, organisation);

    public static async Task<HttpResponseMessage> CloseAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, string period, params ItemReason[] reasons)
    {
        using var manager = host.Manager();
        return await manager.PostAsJsonAsync(
            $"/api/ledger/funds/{fund}/periods/{period}/close", new ClosePeriodRequest(reasons), RunningLedger.Json);
    }

    public static async Task VerifyAsync(this ServiceHost<Program, LedgerDb> host)
    {
        using var manager = host.Manager();
        Assert.True((await manager.ReadAsync<VerificationView>("/api/ledger/journal/verification?sinceLast=true")).Intact);
    }

    /// <summary>Closes the months from April to the one named, with a journal found sound.</summary>
    public static async Task CloseThroughAsync(this ServiceHost<Program, LedgerDb> host, string fund, string period, params ItemReason[] reasons)
    {
        Assert.True(Period.TryParse(period, out var last));
        await host.VerifyAsync();
        foreach (var month in Period.Of(last.FinancialYear).TakeWhile(month => month <= last))
        {
            using var closed = await host.CloseAsync(fund, month.ToString(), reasons);
            Assert.True(closed.StatusCode == HttpStatusCode.OK, $"{month}: {await closed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }
    }

    public static async Task<HttpResponseMessage> AskForReopeningAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, string period, string by = "manager")
    {
        using var client = host.Client(Roles.PoolManager, A.Council, name: by);
        return await client.PostAsJsonAsync($"/api/ledger/funds/{fund}/periods/{period}/reopening",
            new AskForReopeningRequest("An invoice was booked to the wrong programme"), RunningLedger.Json, TestContext.Current.CancellationToken);
    }

    public static async Task<HttpResponseMessage> DecideReopeningAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, string period, bool approve, string by)
    {
        using var client = host.Client(Roles.FinanceOfficer, A.Council, name: by);
        return await client.PostAsJsonAsync($"/api/ledger/funds/{fund}/periods/{period}/reopening/decision",
            new DecideReopeningRequest(approve), RunningLedger.Json, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> SettleAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, UnderspendUse? use = null, string? reason = null) =>
        host.SendAsync($"/api/ledger/funds/{fund}/risk-share/settlements", new SettleRiskShareRequest(use, reason));

    public static Task<HttpResponseMessage> CloseYearAsync(this ServiceHost<Program, LedgerDb> host, string fund, string next) =>
        host.SendAsync($"/api/ledger/funds/{fund}/year-close", new CloseYearRequest(next));

    public static async Task<HttpResponseMessage> SendAsync<T>(this ServiceHost<Program, LedgerDb> host, string path, T body)
    {
        using var manager = host.Manager();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: RunningLedger.Json) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await manager.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<RiskShareView> RiskShareAsync(this ServiceHost<Program, LedgerDb> host, string fund, DateOnly? asOf = null)
    {
        using var manager = host.Manager();
        return await manager.ReadAsync<RiskShareView>($"/api/ledger/funds/{fund}/risk-share?asOf={asOf ?? LastDay:yyyy-MM-dd}");
    }

    /// <summary>Debits less credits of each account, with everything that is posted.</summary>
    public static async Task<Dictionary<string, long>> BalancesAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, DateOnly? asOf = null)
    {
        await using var db = host.Db();
        return await db.BalancesAsync(fund, asOf ?? DateOnly.MaxValue, TestContext.Current.CancellationToken);
    }
}
