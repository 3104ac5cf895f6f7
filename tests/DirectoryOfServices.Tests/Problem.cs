using System.Text.Json;

namespace IntegratedCare.DirectoryOfServices.Tests;

internal static class Problem
{
    /// <summary>The answer is a problem with this status and code, and tells nothing of the code that refused.</summary>
    public static async Task AssertAsync(HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, JsonElement.Parse(text).GetProperty("code").GetString());
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }
}
