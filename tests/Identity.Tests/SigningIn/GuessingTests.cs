using System.Net;
using IntegratedCare.Identity.Tests.Accounts;
using IntegratedCare.Testing;
using IntegratedCare.Testing.Peers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Identity.Tests.SigningIn;

/// <summary>Whoever guesses must wait longer and longer, and nobody else because of them.</summary>
public sealed class GuessingTests(RealServers servers)
{
    private const string Wrong = "not the password of this account";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("robin@example.org")]
    [InlineData("nobody@example.org")]
    public async Task Guesses_wait_and_the_wait_ends_by_itself_for_known_and_unknown_addresses_alike(string email)
    {
        var clock = new FixedClock(TimeProvider.System.GetUtcNow());
        await using var identity = await StartAsync(clock);
        var browser = new Browser(identity);
        for (var guess = 0; guess < 5; guess++)
            await Refusal.IsAsync(await browser.SignInAsync(email, Wrong), HttpStatusCode.Unauthorized, "sign-in.refused");

        var answer = await browser.SignInAsync(email, AccountSeeding.Password);

        await Refusal.IsAsync(answer, HttpStatusCode.TooManyRequests, "sign-in.too-many-attempts");
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        clock.Now += TimeSpan.FromSeconds(2);
        await browser.SignInAsync(email, Wrong);
        Assert.Equal(TimeSpan.FromSeconds(2), (await browser.SignInAsync(email, Wrong)).Headers.RetryAfter?.Delta);
        clock.Now += TimeSpan.FromSeconds(3);
        var expected = email.StartsWith("robin", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.Unauthorized;
        Assert.Equal(expected, (await browser.SignInAsync(email, AccountSeeding.Password)).StatusCode);
    }

    [Fact]
    public async Task A_stranger_who_guesses_from_many_places_keeps_other_strangers_out_but_never_the_owners_own_browser()
    {
        var clock = new FixedClock(TimeProvider.System.GetUtcNow());
        await using var mail = await MailServer.StartAsync();
        await using var identity = await StartAsync(clock, mail);
        var owner = await identity.BrowserOfAsync("robin@example.org");
        await owner.PostAsync("/identity/sign-out");

        for (var guess = 0; guess < 22; guess++) await FromAsync(identity, $"198.51.100.{guess}", Wrong);

        await Refusal.IsAsync(
            await FromAsync(identity, "203.0.113.1", AccountSeeding.Password), HttpStatusCode.TooManyRequests, "sign-in.too-many-attempts");
        Assert.Equal(HttpStatusCode.OK, (await owner.SignInAsync("robin@example.org", AccountSeeding.Password)).StatusCode);
        var alert = await mail.NextAsync("robin@example.org", "Somebody is trying to sign in as you");
        Assert.Contains("10 times", alert.Message.TextBody, StringComparison.Ordinal);
        Assert.Single(await mail.MailsAsync(), one => one.Message.Subject == alert.Message.Subject);
        clock.Now += TimeSpan.FromMinutes(16);
        Assert.Equal(HttpStatusCode.OK, (await FromAsync(identity, "203.0.113.1", AccountSeeding.Password)).StatusCode);
    }

    [Fact]
    public async Task The_owner_who_resets_the_password_need_not_wait_for_the_guesser()
    {
        await using var mail = await MailServer.StartAsync();
        await using var identity = await StartAsync(new(TimeProvider.System.GetUtcNow()), mail);
        for (var guess = 0; guess < 22; guess++) await FromAsync(identity, $"198.51.100.{guess}", Wrong);
        var browser = new Browser(identity);
        await browser.PostAsync("/identity/password/reset-request", new { email = "robin@example.org" });
        var secret = (await mail.NextAsync("robin@example.org", "Choose another password")).Secret;

        await browser.PostAsync("/identity/password/reset", new { token = secret, newPassword = "velvet harbour nine lanterns" });

        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync("robin@example.org", "velvet harbour nine lanterns")).StatusCode);
    }

    [Fact]
    public async Task One_place_that_tries_many_addresses_waits_and_others_do_not()
    {
        await using var identity = await StartAsync(new(TimeProvider.System.GetUtcNow()));
        await using (var db = identity.Service.Db())
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into sign_in_failures (client_id, source, failures, not_before) values ('*', '198.51.100.1', 101, now())
                """, Ending);
        }

        await FromAsync(identity, "198.51.100.1", Wrong, "one@example.org");
        await Refusal.IsAsync(
            await FromAsync(identity, "198.51.100.1", Wrong, "two@example.org"), HttpStatusCode.TooManyRequests, "sign-in.too-many-attempts");
        Assert.Equal(HttpStatusCode.OK, (await FromAsync(identity, "198.51.100.2", AccountSeeding.Password)).StatusCode);
    }

    [Fact]
    public async Task Of_many_guesses_at_once_each_is_counted()
    {
        await using var identity = await StartAsync(new(TimeProvider.System.GetUtcNow()));

        await Task.WhenAll(Enumerable.Range(0, 12).Select(guess => FromAsync(identity, $"198.51.100.{guess}", Wrong)));

        await using var db = identity.Service.Db();
        Assert.Equal(12, (await db.SignInFailures.Where(failure => failure.Source == "*").ToListAsync(Ending)).Single().Failures);
    }

    private async Task<IdentityHost> StartAsync(FixedClock clock, MailServer? mail = null)
    {
        var identity = await IdentityHost.StartAsync(servers, configure: web =>
        {
            mail?.Configure(web);
            web.ConfigureServices(services => services.AddSingleton<TimeProvider>(clock));
        });
        await identity.AddPersonasAsync();
        await identity.AddAccountAsync("robin@example.org", "gp");
        return identity;
    }

    private static async Task<HttpResponseMessage> FromAsync(
        IdentityHost identity, string address, string password, string email = "robin@example.org")
    {
        var browser = new Browser(identity) { Address = address };
        return await browser.SignInAsync(email, password);
    }
}
