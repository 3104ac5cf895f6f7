using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.ManualEntries;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.Approvals;

/// <summary>What people do by hand, in a word each.</summary>
internal static class HandCalls
{
    public static HttpClient Officer(this ServiceHost<Program, LedgerDb> host, string name, string organisation = A.Council) =>
        host.Client(Roles.FinanceOfficer, organisation, name: name);

    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: RunningLedger.Json);
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> PostByHandAsync(this HttpClient client, string fund, PostManualEntryRequest entry, string? key = null) =>
        client.SendAsync($"/api/ledger/funds/{fund}/manual-entries", entry, key);

    public static Task<HttpResponseMessage> DecideAsync(this HttpClient client, Guid approval, string decision = "approval", object? body = null) =>
        client.SendAsync($"/api/ledger/approvals/{approval}/{decision}", body);

    public static async Task<T> BodyAsync<T>(this HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} {text}");
        return await answer.Content.ReadFromJsonAsync<T>(RunningLedger.Json) ?? throw new InvalidOperationException("It answered nothing.");
    }

    /// <summary>Asks by hand for an entry above the limit; the approval that waits.</summary>
    public static async Task<ApprovalView> AskAsync(this HttpClient client, string fund, PostManualEntryRequest? entry = null)
    {
        using var answer = await client.PostByHandAsync(fund, entry ?? A.ManualEntry());
        return await answer.BodyAsync<ApprovalView>(HttpStatusCode.Accepted);
    }
}
