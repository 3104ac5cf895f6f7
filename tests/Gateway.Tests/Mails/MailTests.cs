using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace IntegratedCare.Gateway.Tests.Mails;

public sealed class MailTests
{
    private const string Secret = "the-demonstration-s-secret-of-the-tests";
    private static readonly Guid Id = Guid.Parse("0199c1b8-0000-7000-8000-000000000001");

    private static readonly string[] Paths =
        ["/operations/mails", "/operations/mails/page", $"/operations/mails/{Id}", $"/operations/mails/{Id}/page", $"/operations/mails/{Id}/html"];

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operator_sees_the_mails_of_a_demonstration_and_nobody_else_does()
    {
        await using var tray = await TrayAsync();
        await using var gateway = await StartAsync(tray);
        using var office = gateway.As("operator");

        var list = await office.GetFromJsonAsync<JsonElement>("/operations/mails", Ending);
        Assert.Equal("Your <appointment>", list.GetProperty("items")[0].GetProperty("subject").GetString());
        var mail = await office.GetFromJsonAsync<JsonElement>($"/operations/mails/{Id}", Ending);
        Assert.Equal("Hello <script>alert(1)</script>", mail.GetProperty("text").GetString());
        var status = await office.GetFromJsonAsync<JsonElement>("/status", Ending);
        Assert.Equal("/operations/mails/page", status.GetProperty("mails").GetString());
        Assert.All(tray.Received, request => Assert.Equal($"Bearer {Secret}", request.Headers["Authorization"]));

        using var gp = gateway.As("gp");
        using var privacy = gateway.As("privacy-officer");
        var asked = tray.Received.Count;
        foreach (var path in Paths)
        {
            await Refusal.IsAsync(await gateway.Anonymous().GetAsync(path, Ending), HttpStatusCode.Unauthorized, "request.unauthenticated");
            await Refusal.IsAsync(await gp.GetAsync(path, Ending), HttpStatusCode.Forbidden, "request.forbidden");
            await Refusal.IsAsync(await privacy.GetAsync(path, Ending), HttpStatusCode.Forbidden, "request.forbidden");
        }

        Assert.Equal(asked, tray.Received.Count);
    }

    [Fact]
    public async Task What_a_mail_says_becomes_no_markup_of_ours_and_its_own_runs_in_a_sandbox()
    {
        await using var tray = await TrayAsync();
        await using var gateway = await StartAsync(tray);
        using var office = gateway.As("operator");

        foreach (var path in new[] { "/operations/mails/page", $"/operations/mails/{Id}/page" })
        {
            var answer = await office.GetAsync(path, Ending);
            var page = await answer.Content.ReadAsStringAsync(Ending);
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains("Your &lt;appointment&gt;", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        }

        var html = await office.GetAsync($"/operations/mails/{Id}/html", Ending);
        Assert.Equal("<b>Hello</b><script>alert(1)</script>", await html.Content.ReadAsStringAsync(Ending));
        var policy = Assert.Single(html.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("sandbox; default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_mails_leave_by_a_real_server_there_are_none_to_read()
    {
        await using var gateway = await GatewayHost.StartAsync([]);
        using var office = gateway.As("operator");

        foreach (var path in Paths) await Refusal.IsAsync(await office.GetAsync(path, Ending), HttpStatusCode.NotFound, "demonstration-mail.none");
        Assert.False((await office.GetFromJsonAsync<JsonElement>("/status", Ending)).TryGetProperty("mails", out _));
    }

    [Fact]
    public async Task A_mail_that_is_not_kept_is_unknown_and_a_server_that_is_away_is_said_to_be()
    {
        await using var tray = await TrayAsync();
        await using var gateway = await StartAsync(tray);
        using var office = gateway.As("operator");

        await Refusal.IsAsync(await office.GetAsync($"/operations/mails/{Guid.NewGuid()}", Ending), HttpStatusCode.NotFound, "demonstration-mail.unknown");
        await tray.StopAsync();
        var away = await office.GetAsync("/operations/mails", Ending);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
    }

    private static Task<GatewayHost> StartAsync(BackEnd tray) => GatewayHost.StartAsync([("demonstration-mail", tray)],
        web => web.UseSetting("DemonstrationMail:Secret", Secret));

    private static async Task<BackEnd> TrayAsync()
    {
        const string head = "\"receivedAt\":\"2026-11-27T09:00:00+00:00\",\"from\":\"no-reply@place.example\",\"to\":[\"alex@people.example\"],\"subject\":\"Your <appointment>\",\"bytes\":10";
        var tray = await BackEnd.StartAsync("demonstration-mail");
        tray.Answer = context =>
        {
            var path = context.Request.Path.Value;
            context.Response.StatusCode = path == "/mails" || path == $"/mails/{Id}" ? 200 : 404;
            return path == "/mails" ? Write($$"""{"total":1,"items":[{"id":"{{Id}}",{{head}}}]}""")
                : path == $"/mails/{Id}" ? Write($$"""{"id":"{{Id}}",{{head}},"text":"Hello <script>alert(1)</script>","html":"<b>Hello</b><script>alert(1)</script>","attachments":[]}""")
                : Task.CompletedTask;

            Task Write(string json) => context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(json)).AsTask();
        };
        return tray;
    }
}
