using System.Net;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Passkeys;
using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IntegratedCare.Identity.Tests.Accounts;

public sealed class ErasureTests(MailedPlace place) : IClassFixture<MailedPlace>
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whose_a_long_suspended_account_was_is_forgotten_and_the_account_stays()
    {
        var id = await place.Identity.AddAccountAsync("gone@example.org", "gp");
        await place.Identity.BrowserOfAsync("gone@example.org");
        await AddFactorsAsync(id);
        await SuspendedAsync(id, days: 366);

        await Task.WhenAll(SweepAsync(), SweepAsync());
        await SweepAsync();

        var view = await (await place.OperatorAsync()).ReadAsync($"/identity/accounts/{id}");
        Assert.False(view.TryGetProperty("email", out _));
        Assert.False(view.TryGetProperty("displayName", out _));
        Assert.True(view.TryGetProperty("erasedAt", out _));
        Assert.Equal("gp", view.GetProperty("memberships")[0].GetProperty("role").GetString());
        Assert.Equal("gone: 0 fields, 0 rows, 1 erasure", await ScalarAsync(
            $"""
             select format('gone: %s fields, %s rows, %s erasure', num_nonnulls(sealed_email, email_hash, sealed_name, password_hash),
                 (select count(*) from totp_factors where account_id = a.id) + (select count(*) from recovery_codes where account_id = a.id)
                 + (select count(*) from account_passkeys where account_id = a.id) + (select count(*) from passkey_notes where account_id = a.id)
                 + (select count(*) from account_logins where account_id = a.id) + (select count(*) from known_devices where account_id = a.id)
                 + (select count(*) from one_time_tokens where account_id = a.id) + (select count(*) from mails where account_id = a.id),
                 (select count(*) from access_records where action = 'account.erased' and record_id = {id.ToString("N")} and subject = 'client:identity'))
                 as "Value" from accounts a where id = {id}
             """));
    }

    [Fact]
    public async Task An_erased_account_is_never_anybodys_again_and_who_comes_back_is_invited_anew()
    {
        var id = await place.Identity.AddAccountAsync("returns@example.org", "gp");
        await SuspendedAsync(id, days: 366);
        await SweepAsync();
        var browser = await place.OperatorAsync();

        await Refusal.IsAsync(await browser.PostAsync($"/identity/accounts/{id}/reinstatement"), HttpStatusCode.Conflict, "account.erased");
        await Refusal.IsAsync(
            await browser.PutAsync($"/identity/accounts/{id}", new { displayName = "Robin Example", memberships = Array.Empty<object>() }, "*"),
            HttpStatusCode.Conflict, "account.erased");
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync($"/identity/accounts/{id}/suspension")).StatusCode);
        await Refusal.IsAsync(
            await new Browser(place.Identity).SignInAsync("returns@example.org", AccountSeeding.Password), HttpStatusCode.Unauthorized, "sign-in.refused");
        await place.InviteAsync("returns@example.org", "gp");
        foreach (var attack in (string[])["suspended_at = null", "sealed_name = '\\x01'", "password_hash = 'x'", "erased_at = null"])
            await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync($"update accounts set {attack} where id = '{id}'"));
    }

    [Fact]
    public async Task Who_was_suspended_lately_or_is_in_use_stays_who_they_are()
    {
        var lately = await place.Identity.AddAccountAsync("lately@example.org", "gp");
        var active = await place.Identity.AddAccountAsync("active@example.org", "gp");
        await SuspendedAsync(lately, days: 364);

        await SweepAsync();

        var browser = await place.OperatorAsync();
        foreach (var (id, email) in (ValueTuple<Guid, string>[])[(lately, "lately@example.org"), (active, "active@example.org")])
            Assert.Equal(email, (await browser.ReadAsync($"/identity/accounts/{id}")).GetProperty("email").GetString());
        await browser.PostAsync($"/identity/accounts/{lately}/reinstatement");
        Assert.Equal(HttpStatusCode.OK, (await new Browser(place.Identity).SignInAsync("lately@example.org", AccountSeeding.Password)).StatusCode);
    }

    private Task SweepAsync() => place.Identity.Service.Services.GetRequiredService<AccountSweeper>().SweepAsync(Ending);

    private async Task SuspendedAsync(Guid id, int days)
    {
        var answer = await (await place.OperatorAsync()).PostAsync($"/identity/accounts/{id}/suspension");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await ExecuteAsync($"update accounts set suspended_at = suspended_at - interval '{days} days' where id = '{id}'");
    }

    /// <summary>One of each thing by which a person comes in or is recognised.</summary>
    private async Task AddFactorsAsync(Guid id)
    {
        await using var scope = place.Identity.Service.Services.CreateAsyncScope();
        var (db, cipher) = (scope.ServiceProvider.GetRequiredService<IdentityDb>(), scope.ServiceProvider.GetRequiredService<PersonalDataCipher>());
        var (now, credential) = (TimeProvider.System.GetUtcNow(), id.ToByteArray());
        db.TotpFactors.Add(TotpFactor.Begin(id, credential, cipher, now));
        db.RecoveryCodes.AddRange(RecoveryCode.NewSet(id, cipher).Kept);
        db.Set<IdentityUserLogin<Guid>>().Add(new() { LoginProvider = "cis2", ProviderKey = $"{id:N}", UserId = id });
        db.Set<IdentityUserPasskey<Guid>>().Add(new()
        {
            UserId = id,
            CredentialId = credential,
            Data = new() { PublicKey = [1], AttestationObject = [1], ClientDataJson = [1], CreatedAt = now },
        });
        db.PasskeyNotes.Add(PasskeyNote.Of(credential, id, "Robin's telephone", cipher, now));
        await db.SaveChangesAsync(Ending);
        var account = await db.Accounts.SingleAsync(known => known.Id == id, Ending);
        db.OneTimeTokens.Add(OneTimeTokens.OneTimeToken.ToConfirm(new("gone.too@example.org"), account, cipher, now.AddDays(1)).Token);
        await db.SaveChangesAsync(Ending);
    }

    private async Task<string> ScalarAsync(FormattableString query)
    {
        await using var db = place.Identity.Service.Db();
        return (await db.Database.SqlQuery<string>(query).ToListAsync(Ending)).Single();
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(place.Identity.Service.ConnectionString);
        await connection.OpenAsync(Ending);
#pragma warning disable CA2100 // The statements are those of this file.
        await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ending);
    }
}
