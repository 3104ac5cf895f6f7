using System.Net;
using System.Text;
using System.Text.Json;

namespace IntegratedCare.EndToEnd.Tests.Attacks;

/// <summary>What an attacker may get to see: a refusal with a code, and nothing of how the system is made.</summary>
internal static class Answers
{
    private static readonly string[] Entrails =
    [
        "Npgsql", "PostgresException", "SqlState", "syntax error at", "unterminated quoted", "   at IntegratedCare.", "   at Microsoft.",
        "System.Exception", "StackTrace", "relation \\\"", "/src/", "Host=127", "root:x:0",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Sends it, again where the limit of the gateway came first; a wait after wrong guesses is an answer of its own.</summary>
    public static async Task<(HttpStatusCode Status, string Text)> SendAsync(
        HttpClient client, HttpMethod method, string address, string? body, params (string Name, string Value)[] headers)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(method, address);
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await client.SendAsync(request, Cancelled);
            var text = await answer.Content.ReadAsStringAsync(Cancelled);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests && text.Contains("request.too-many", StringComparison.Ordinal))
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), Cancelled);
                continue;
            }

            MustTellNothing($"{method} {address} {body}", answer, text);
            return (answer.StatusCode, text);
        }
    }

    private static void MustTellNothing(string asked, HttpResponseMessage answer, string text)
    {
        var told = $"{asked}: {(int)answer.StatusCode} {text}";
        Assert.True((int)answer.StatusCode < 500, told);
        Assert.All(Entrails, entrail => Assert.False(text.Contains(entrail, StringComparison.Ordinal), told));
        Assert.False(answer.Headers.Contains("Server"), told);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        if (text.Length == 0) return;

        // What a browser would take for a page could carry the attacker's script.
        var type = answer.Content.Headers.ContentType?.MediaType;
        Assert.True(type is "application/json" or "application/problem+json" or "application/fhir+json" or "application/x-ndjson", $"{type} {told}");
        if ((int)answer.StatusCode >= 400)
            Assert.True(JsonDocument.Parse(text).RootElement.TryGetProperty("code", out _), told);
    }
}
