using System.Net;
using System.Text.RegularExpressions;

namespace IntegratedCare.Identity.Tests.Federation;

/// <summary>Follows links, fills in the provider's forms and keeps cookies, as the browser of a person does who signs in elsewhere.</summary>
internal sealed partial class Traveller : IDisposable
{
    private const int StepsMax = 20;

    private readonly HttpClient client;
    private readonly Uri place;

    public Traveller(Uri place)
    {
        this.place = place;
        client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies });
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The value of a cookie that this place has set; null where it has not, or has taken it away.</summary>
    public string? Cookie(string name) => Cookies.GetCookies(new Uri(place, "/identity/sign-in/external"))[name]?.Value;

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> GetAsync(string address) => client.GetAsync(new Uri(place, address), Ending);

    /// <summary>Asks to sign in at the provider; the address there to which the browser is sent.</summary>
    public async Task<string> StartAsync(string returnTo = "/diary?day=2026-05-01", string provider = "cis2")
    {
        var answer = await GetAsync($"/identity/sign-in/external/{provider}?returnTo={Uri.EscapeDataString(returnTo)}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Signs in at the provider and agrees; the address of this place to which the provider then sends the browser.</summary>
    public async Task<string> PassProviderAsync(string address, string person)
    {
        var at = new Uri(address);
        var answer = await client.GetAsync(at, Ending);
        for (var step = 0; step < StepsMax; step++)
        {
            if (answer.Headers.Location is { } location)
            {
                at = new Uri(at, location);
                if (at.Authority == place.Authority) return at.PathAndQuery;
                answer = await client.GetAsync(at, Ending);
                continue;
            }

            var page = await answer.Content.ReadAsStringAsync(Ending);
            Assert.True(answer.IsSuccessStatusCode, page);
            var form = Form().Match(page);
            Assert.True(form.Success, page);
            at = new Uri(at, form.Groups[1].Value);
            var fields = page.Contains("name=\"login\"", StringComparison.Ordinal)
                ? new Dictionary<string, string> { ["prompt"] = "login", ["login"] = person, ["password"] = "any" }
                : new Dictionary<string, string> { ["prompt"] = "consent" };
            answer = await client.PostAsync(at, new FormUrlEncodedContent(fields), Ending);
        }

        throw new InvalidOperationException("The provider never sends the browser back.");
    }

    /// <summary>The whole way: what this place answers in the end.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string person, string returnTo = "/diary?day=2026-05-01") =>
        await GetAsync(await PassProviderAsync(await StartAsync(returnTo), person));

    public void Dispose() => client.Dispose();

    [GeneratedRegex("<form[^>]*action=\"([^\"]+)\"")]
    private static partial Regex Form();
}
