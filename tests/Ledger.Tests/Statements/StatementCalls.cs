using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Statements;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Statements;

/// <summary>What the tests do with statements, in a word each.</summary>
internal static class StatementCalls
{
    public const string Quarter = "2026/27-Q2";

    public static readonly DateOnly QuarterEnd = new(2026, 9, 30);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task PayAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, string partner, long pence, DateOnly on)
    {
        using var finance = host.Finance(partner);
        using var paid = await finance.ContributeAsync(fund, A.Contribution(partner, pence) with { ValueDate = on });
        Assert.Equal(HttpStatusCode.Created, paid.StatusCode);
    }

    public static async Task<StatementView> IssueAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, string kind, string period, string? partner = null)
    {
        using var manager = host.Client(Roles.PoolManager, A.Council);
        using var answer = await manager.PostAsJsonAsync($"/api/ledger/funds/{fund}/statements", new IssueStatementRequest(kind, period, partner),
            RunningLedger.Json, Cancelled);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<StatementView>(RunningLedger.Json, Cancelled) ?? throw new InvalidOperationException();
    }

    public static async Task<string> RefusedAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, string kind, string period)
    {
        using var manager = host.Client(Roles.PoolManager, A.Council);
        using var answer = await manager.PostAsJsonAsync($"/api/ledger/funds/{fund}/statements", new IssueStatementRequest(kind, period),
            RunningLedger.Json, Cancelled);
        return await answer.CodeAsync();
    }

    public static async Task<List<string>> AllFormsAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, int number)
    {
        using var finance = host.Finance();
        var forms = new List<string>();
        foreach (var format in (string[])["json", "csv", "html"])
        {
            forms.Add(await finance.GetStringAsync(
                new Uri($"/api/ledger/funds/{fund}/statements/{number}?format={format}", UriKind.Relative), Cancelled));
        }

        return forms;
    }

    public static async Task<JsonElement> DraftAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, string kind, string period, string? partner = null)
    {
        using var manager = host.Client(Roles.PoolManager, A.Council);
        return await manager.ReadAsync<JsonElement>($"/api/ledger/funds/{fund}/statements/draft?kind={kind}&period={Uri.EscapeDataString(period)}"
            + (partner is null ? "" : $"&partner={partner}"));
    }

    public static async Task<Dictionary<string, long>> BalancesAsync(
        this ServiceHost<Program, LedgerDb> host, string fund, DateOnly asOf)
    {
        await using var db = host.Db();
        return await db.AccountDays.Where(d => d.FundCode == fund && d.EffectiveOn <= asOf).GroupBy(d => d.Account)
            .ToDictionaryAsync(a => a.Key, a => a.Sum(d => d.DebitsPence - d.CreditsPence), Cancelled);
    }

    public static async Task<string> CodeOfAsync(HttpClient client, string path)
    {
        using (client)
        using (var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancelled)) return await answer.CodeAsync();
    }

    public static List<JsonElement> Rows(JsonElement statement, string table) =>
        [.. statement.GetProperty("tables").GetProperty(table).GetProperty("rows").EnumerateArray()];

    public static JsonElement Total(JsonElement statement, string table) =>
        statement.GetProperty("tables").GetProperty(table).GetProperty("total");

    public static long Pence(JsonElement row, string column) => row.GetProperty(column).GetInt64();

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
