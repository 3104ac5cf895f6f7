using System.Net;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Testing;
using IntegratedCare.Testing.Peers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Identity.Tests.Mail;

public sealed class MailTests(RealServers servers)
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_reaches_the_mail_server_as_plain_text_and_as_html_and_its_words_are_then_erased()
    {
        await using var server = await MailServer.StartAsync();
        await using var identity = await IdentityHost.StartAsync(servers, configure: server.Configure);

        await QueueAsync(identity, "robin@example.org", Letters.Invitation("Robin <b>Éxample</b>", "https://place.example/x#secret", TimeProvider.System.GetUtcNow()));

        var mail = await server.NextAsync("robin@example.org", "You are invited to IntegratedCare");
        Assert.Equal("no-reply@place.example", mail.From);
        Assert.Contains("Hello Robin <b>Éxample</b>,", mail.Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Robin &lt;b&gt;&#201;xample&lt;/b&gt;", mail.Message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://place.example/x#secret\">", mail.Message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Message.Headers["Auto-Submitted"]);
        await Eventually.Passes(async () =>
        {
            await using var db = identity.Service.Db();
            var kept = await db.Mails.SingleAsync(Ending);
            Assert.NotNull(kept.SentAt);
            Assert.Null(kept.SealedContent);
        });
        Assert.Single(await server.MailsAsync());
    }

    [Fact]
    public async Task The_mail_server_is_given_the_name_and_password_of_the_settings()
    {
        await using var server = await MailServer.StartAsync(auth: true);
        await using var identity = await IdentityHost.StartAsync(servers, configure: web =>
        {
            server.Configure(web);
            web.UseSetting("Mail:Smtp:UserName", "place");
            web.UseSetting("Mail:Smtp:Password", "a secret of the mail server");
        });

        await QueueAsync(identity, "robin@example.org", Letters.PasswordChanged(TimeProvider.System.GetUtcNow()));

        Assert.Equal("place", (await server.NextAsync("robin@example.org", "Your password was changed")).User);
    }

    [Fact]
    public async Task While_the_mail_server_takes_nothing_a_mail_waits_and_is_sent_once_it_does()
    {
        await using var server = await MailServer.StartAsync(fault: MailFault.Busy);
        await using var identity = await IdentityHost.StartAsync(servers, configure: server.Configure);
        await QueueAsync(identity, "robin@example.org", Letters.PasswordChanged(TimeProvider.System.GetUtcNow()));
        await Eventually.Async(async () => await server.AttemptsAsync() >= 2);

        await server.MendAsync();

        await server.NextAsync("robin@example.org", "Your password was changed");
    }

    [Fact]
    public async Task A_mail_that_nobody_takes_is_given_up_and_an_operator_sees_it_and_has_it_tried_anew()
    {
        await using var server = await MailServer.StartAsync(fault: MailFault.Refuse);
        await using var identity = await IdentityHost.StartAsync(servers, configure: server.Configure);
        await identity.AddPersonasAsync("operator", "gp");
        await QueueAsync(identity, "robin@example.org", Letters.PasswordChanged(TimeProvider.System.GetUtcNow()));
        var browser = await identity.BrowserAsAsync("operator");

        await Eventually.Passes(async () =>
            Assert.Equal(1, (await browser.ReadAsync("/identity/mails/failed")).GetProperty("total").GetInt32()));
        var failed = (await browser.ReadAsync("/identity/mails/failed")).GetProperty("items")[0];
        Assert.Equal("passwordChanged", failed.GetProperty("kind").GetString());
        Assert.Equal(1, failed.GetProperty("attempts").GetInt32());
        Assert.Contains("550", failed.GetProperty("lastFailure").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("robin", failed.GetRawText(), StringComparison.Ordinal);

        await server.MendAsync();
        var id = failed.GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync($"/identity/mails/{id}/retry")).StatusCode);

        await server.NextAsync("robin@example.org", "Your password was changed");
        await Refusal.IsAsync(await browser.PostAsync($"/identity/mails/{id}/retry"), HttpStatusCode.NotFound, "mail.not-failed");
        var gp = await identity.BrowserAsAsync("gp");
        await Refusal.IsAsync(await gp.GetAsync("/identity/mails/failed"), HttpStatusCode.Forbidden, "request.forbidden");
    }

    [Fact]
    public async Task Where_encryption_is_asked_for_and_cannot_be_trusted_no_mail_leaves()
    {
        await using var server = await MailServer.StartAsync(tls: true);
        await using var identity = await IdentityHost.StartAsync(servers, configure: web =>
        {
            server.Configure(web);
            web.UseSetting("Mail:Smtp:Security", "StartTls");
            web.UseSetting("Mail:AttemptsMax", "2");
        });

        await QueueAsync(identity, "robin@example.org", Letters.PasswordChanged(TimeProvider.System.GetUtcNow()));

        await Eventually.Passes(async () =>
        {
            await using var db = identity.Service.Db();
            var mail = await db.Mails.SingleAsync(Ending);
            Assert.NotNull(mail.FailedAt);
            Assert.Equal("SslHandshakeException", mail.LastFailure);
        });
        Assert.Equal(0, await server.AttemptsAsync());
    }

    [Fact]
    public async Task Two_replicas_send_each_mail_once()
    {
        await using var server = await MailServer.StartAsync();
        await using var identity = await IdentityHost.StartAsync(servers, configure: server.Configure);
        await using var other = new AnotherReplica(identity, server.Configure);

        for (var mail = 0; mail < 30; mail++)
            await QueueAsync(identity, $"robin{mail}@example.org", Letters.PasswordChanged(TimeProvider.System.GetUtcNow()));

        await Eventually.Passes(async () =>
        {
            await using var db = identity.Service.Db();
            Assert.Equal(30, await db.Mails.CountAsync(mail => mail.SentAt != null, Ending));
        });
        var mails = await server.MailsAsync();
        Assert.Equal(30, mails.Count);
        Assert.Equal(30, mails.Select(mail => mail.To).Distinct().Count());
    }

    [Theory]
    [InlineData("robin@example.org\r\nBcc: everybody@example.org")]
    [InlineData("robin@example.org, other@example.org")]
    [InlineData("<robin@example.org>")]
    [InlineData("robin @example.org")]
    [InlineData("robin@localhost")]
    [InlineData("robin..r@example.org")]
    [InlineData("@example.org")]
    [InlineData("robin@-example.org")]
    [InlineData("r\u00f6bin@example.org")]
    public void What_could_carry_a_second_header_or_recipient_is_no_address(string text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public void A_subject_is_one_line() =>
        Assert.Throws<ArgumentException>(() => new MailText(MailKind.Invitation, "Hello\r\nBcc: everybody@example.org", "x"));

    [Fact]
    public async Task In_a_demonstration_without_a_mail_server_an_operator_reads_what_would_have_been_sent()
    {
        await using var identity = await IdentityHost.StartAsync(servers);
        await identity.AddPersonasAsync("operator");
        await QueueAsync(identity, "robin@example.org", Letters.PasswordChanged(TimeProvider.System.GetUtcNow()));
        var browser = await identity.BrowserAsAsync("operator");

        var mail = (await browser.ReadAsync("/identity/mails")).GetProperty("items")[0];

        Assert.Equal("robin@example.org", mail.GetProperty("to").GetString());
        Assert.Equal("Your password was changed", mail.GetProperty("subject").GetString());
        await using var db = identity.Service.Db();
        var stored = string.Concat(await db.Database.SqlQuery<string>($"select table_to_xml('mails', true, false, '')::text as value").ToListAsync(Ending));
        Assert.DoesNotContain("robin", stored, StringComparison.Ordinal);
        Assert.Contains("sealed_content", stored, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_password_never_goes_to_a_distant_mail_server_unencrypted() => RefusesToStart("unencrypted", web =>
    {
        web.UseSetting("Mail:Smtp:Host", "mail.example.org");
        web.UseSetting("Mail:Smtp:UserName", "place");
        web.UseSetting("Mail:Smtp:Password", "secret");
        web.UseSetting("Mail:Smtp:Security", "None");
    });

    [Fact]
    public Task A_sender_that_is_no_address_stops_the_start() =>
        RefusesToStart("Mail:From", web => web.UseSetting("Mail:From", "the place"));

    private async Task RefusesToStart(string because, Action<IWebHostBuilder> configure)
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => IdentityHost.StartAsync(servers, configure: configure));

        Assert.Contains(because, refusal.ToString(), StringComparison.Ordinal);
    }

    private static async Task QueueAsync(IdentityHost identity, string to, MailText text)
    {
        await using var scope = identity.Service.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Mails>().Queue(new EmailAddress(to), account: null, text);
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().SaveChangesAsync(Ending);
    }
}
