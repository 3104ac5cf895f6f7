using System.Net;
using System.Text.Json;

namespace IntegratedCare.Gateway.Tests;

internal static class Refusal
{
    /// <summary>The answer is a problem detail with this status and code; its members.</summary>
    public static async Task<JsonElement> IsAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal($"urn:integrated-care:{code}", problem.GetProperty("type").GetString());
        Assert.Equal(32, problem.GetProperty("traceId").GetString()?.Length);
        return problem;
    }
}
