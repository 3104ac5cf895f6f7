using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IntegratedCare.Identity.Keys;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IntegratedCare.Identity.Tests.Keys;

public sealed class RotationTests(RealServers servers)
{
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow();

    private readonly FixedClock clock = new(Start);

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_key_is_published_a_day_before_it_signs_and_the_old_one_until_its_last_token_has_ended()
    {
        await using var identity = await StartAsync();
        var first = await SigningKeyAsync(identity);
        var lastOfTheFirst = await At(Start.AddDays(30).AddSeconds(-1), identity.LoaderTokenAsync);

        await At(Start.AddDays(28.9), () => LookAsync(identity));
        Assert.Single((await identity.PublishedKeysAsync()).Keys);

        await At(Start.AddDays(29), () => LookAsync(identity));
        Assert.Equal(2, (await identity.PublishedKeysAsync()).Keys.Count);
        Assert.Equal(first, await SigningKeyAsync(identity));

        var second = await At(Start.AddDays(30).AddSeconds(1), () => SigningKeyAsync(identity));
        Assert.NotEqual(first, second);
        Assert.True((await identity.ValidateAsync(lastOfTheFirst)).IsValid);

        clock.Now = Start.AddDays(30).AddMinutes(15);
        Assert.True((await identity.ValidateAsync(lastOfTheFirst)).IsValid);

        clock.Now = Start.AddDays(30).AddMinutes(17);
        Assert.False((await identity.ValidateAsync(lastOfTheFirst)).IsValid);
        Assert.Equal(second, Assert.Single((await identity.PublishedKeysAsync()).Keys).Kid);
    }

    [Fact]
    public async Task A_key_that_signs_no_more_keeps_no_private_part()
    {
        await using var identity = await StartAsync();
        await At(Start.AddDays(29), () => LookAsync(identity));

        await At(Start.AddDays(31), () => LookAsync(identity));

        await using var db = identity.Service.Db();
        var keys = await db.SigningKeys.OrderBy(key => key.Generation).ToListAsync(Ending);
        Assert.Null(keys[0].ProtectedPrivateKey);
        Assert.NotNull(keys[1].ProtectedPrivateKey);
    }

    [Fact]
    public async Task Replicas_that_look_at_the_same_moment_make_one_key()
    {
        await using var identity = await StartAsync();
        await using var second = new AnotherReplica(identity, web => web.ConfigureTestServices(Stop));
        clock.Now = Start.AddDays(29.5);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(turn =>
            AnotherReplica.LookAfterKeysAsync(turn % 2 == 0 ? identity.Service.Services : second.Services)));

        await using var db = identity.Service.Db();
        Assert.Equal([1, 2], await db.SigningKeys.OrderBy(key => key.Generation).Select(key => key.Generation).ToListAsync(Ending));
    }

    [Fact]
    public async Task An_operator_rotates_and_a_moment_later_the_new_key_signs()
    {
        await using var identity = await StartAsync();
        await identity.AddPersonasAsync("operator", "gp");
        var before = await SigningKeyAsync(identity);
        using var asOperator = identity.With(await identity.PersonaTokenAsync("operator"));

        var answer = await asOperator.PostAsync("/identity/keys/rotate", content: null, Ending);
        var again = await asOperator.PostAsync("/identity/keys/rotate", content: null, Ending);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var next = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ending)).GetProperty("keyId").GetString();
        Assert.Equal(next, (await again.Content.ReadFromJsonAsync<JsonElement>(Ending)).GetProperty("keyId").GetString());
        Assert.Equal(before, await SigningKeyAsync(identity));
        Assert.Equal(2, (await identity.PublishedKeysAsync()).Keys.Count);

        clock.Now = Start.AddSeconds(16);
        Assert.Equal(next, await SigningKeyAsync(identity));

        using var asGp = identity.With(await identity.PersonaTokenAsync("gp"));
        await Refusal.IsAsync(
            await asGp.PostAsync("/identity/keys/rotate", content: null, Ending), HttpStatusCode.Forbidden, "request.forbidden");
    }

    [Fact]
    public async Task The_next_key_of_the_plan_is_the_one_that_an_operator_brings_forward()
    {
        await using var identity = await StartAsync();
        await identity.AddPersonasAsync("operator");
        await At(Start.AddDays(29), () => LookAsync(identity));
        clock.Now = Start;      // tokens are checked against the real time
        using var asOperator = identity.With(await identity.PersonaTokenAsync("operator"));

        var answer = await asOperator.PostAsync("/identity/keys/rotate", content: null, Ending);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var db = identity.Service.Db();
        var keys = await db.SigningKeys.OrderBy(key => key.Generation).ToListAsync(Ending);
        Assert.Equal(2, keys.Count);
        Assert.Equal(keys[1].SignsFrom, keys[0].SignsUntil);
        Assert.True(keys[1].SignsFrom - Start < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task The_private_part_cannot_be_read_in_the_database()
    {
        await using var identity = await StartAsync();
        var protection = identity.Service.Services.GetRequiredService<KeyProtection>();

        await using var db = identity.Service.Db();
        var key = await db.SigningKeys.SingleAsync(Ending);

        using var pair = key.Open(protection);
        var secret = pair!.ExportParameters(includePrivateParameters: true).D!;
        Assert.Equal(-1, key.ProtectedPrivateKey.AsSpan().IndexOf(secret));
        Assert.Null(protection.Open(key.ProtectedPrivateKey, "another-key"));
        key.ProtectedPrivateKey![20] ^= 1;
        Assert.Null(protection.Open(key.ProtectedPrivateKey, key.Id));
        Assert.DoesNotContain("\"d\"", Encoding.UTF8.GetString(
            await identity.Anonymous().GetByteArrayAsync("/identity/.well-known/jwks.json", Ending)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_another_protection_key_a_new_signing_key_is_made_and_the_old_one_stays_published()
    {
        await using var identity = await StartAsync();
        var before = await SigningKeyAsync(identity);
        clock.Now = Start.AddMinutes(1);

        await using var restarted = new AnotherReplica(identity, web =>
        {
            web.UseSetting("Identity:SigningKeyProtectionKey", Convert.ToBase64String(new byte[32]));
            web.ConfigureTestServices(Stop);
        });

        var published = (await identity.PublishedKeysAsync()).Keys;
        Assert.Equal(2, published.Count);
        Assert.Contains(published, key => key.Kid == before);
    }

    private Task<IdentityHost> StartAsync() =>
        IdentityHost.StartAsync(servers, configure: web => web.ConfigureTestServices(Stop));

    private void Stop(IServiceCollection services) => services.AddSingleton<TimeProvider>(clock);

    private async Task At(DateTimeOffset moment, Func<Task> work)
    {
        clock.Now = moment;
        await work();
    }

    private async Task<T> At<T>(DateTimeOffset moment, Func<Task<T>> work)
    {
        clock.Now = moment;
        return await work();
    }

    private static Task LookAsync(IdentityHost identity) => AnotherReplica.LookAfterKeysAsync(identity.Service.Services);

    private static async Task<string> SigningKeyAsync(IdentityHost identity) =>
        new JsonWebToken(await identity.LoaderTokenAsync()).Kid;
}
