using System.Net;
using System.Text.Json;

namespace IntegratedCare.Kernel.Tests;

internal static class Problem
{
    /// <summary>The answer is an RFC 9457 problem with this status and code, and with a trace id.</summary>
    public static async Task AssertAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.Equal($"urn:integrated-care:{code}", problem.RootElement.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("traceId").GetString() ?? "");
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }
}
