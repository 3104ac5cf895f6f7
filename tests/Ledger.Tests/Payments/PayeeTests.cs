using System.Net;
using IntegratedCare.Ledger.Payments;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Payments;

/// <summary>Where an organisation's money goes.</summary>
public sealed class PayeeTests(RunningLedger ledger) : PaymentDesk(ledger)
{
    [Fact]
    public async Task Of_payees_put_at_once_for_one_provider_one_stands()
    {
        var contested = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async n =>
        {
            using var put = await PutAsync("mallory", $"payee-{n}", new("A payee", new("445566", "12345678", "A PAYEE"), contested));
            return put.IsSuccessStatusCode ? "" : await put.CodeAsync();
        }));

        Assert.Single(answers, code => code.Length == 0);
        Assert.All(answers.Where(code => code.Length > 0), code => Assert.Equal("payee.provider-taken", code));
        await using var owner = new NpgsqlConnection(host.OwnerConnectionString);
        await owner.OpenAsync(Cancelled);
        await using var another = new NpgsqlCommand($"""
            INSERT INTO payees (id, host_organisation_code, organisation_code, version, name, provider_id, details, put_by, put_at)
            SELECT gen_random_uuid(), host_organisation_code, 'another', 1, name, provider_id, details, put_by, put_at
            FROM payees WHERE host_organisation_code = '{council}' AND provider_id = '{contested}'
            """, owner);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => another.ExecuteNonQueryAsync(Cancelled));
        Assert.Equal((PostgresErrorCodes.UniqueViolation, PayeeMapping.ProviderIndex), (refused.SqlState, refused.ConstraintName));
    }

    [Theory]
    [InlineData("12345", "12345678", "THE TRUST")]
    [InlineData("000000", "12345678", "THE TRUST")]
    [InlineData("12-34-56", "12345678", "THE TRUST")]
    [InlineData("123456", "1234567", "THE TRUST")]
    [InlineData("123456", "00000000", "THE TRUST")]
    [InlineData("123456", "12345678", "The Trust")]
    [InlineData("123456", "12345678", "A NAME OF NINETEEN!")]
    public async Task Bank_details_that_are_none_are_refused(string sortCode, string accountNumber, string accountName)
    {
        using var answer = await PutAsync("mallory", "nobody", new("Nobody", new(sortCode, accountNumber, accountName)));

        Assert.Equal((HttpStatusCode.BadRequest, "request.invalid"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_payee_is_changed_by_who_has_read_it_last_and_stands_for_one_provider()
    {
        using var blind = await PutAsync("mallory", "trust", new("The Trust", new("445566", "12345678", "THE TRUST"), provider));
        using var taken = await PutAsync("mallory", "other", new("Another", new("445566", "12345678", "ANOTHER"), provider));
        using var alice = Client("alice");
        using var read = await alice.GetAsync(new Uri("/api/ledger/payees/trust", UriKind.Relative), Cancelled);
        using var changed = await PutAsync("mallory", "trust", new("The Trust", new("445566", "12345679", "THE TRUST"), provider), read.Headers.ETag);
        using var stale = await PutAsync("mallory", "trust", new("The Trust", new("445566", "12345670", "THE TRUST"), provider), read.Headers.ETag);

        Assert.Equal(["request.if-match-missing", "payee.provider-taken", "request.stale"],
            [await blind.CodeAsync(), await taken.CodeAsync(), await stale.CodeAsync()]);
        Assert.Equal((2, "**79"), await alice.ReadAsync<PayeeView>("/api/ledger/payees/trust") is var now ? (now.Version, now.AccountEnding) : default);
        using var nobody = host.Finance("hosts-nothing");
        using var refused = await nobody.GetAsync(new Uri("/api/ledger/payees", UriKind.Relative), Cancelled);
        Assert.Equal("payee.not-a-host", await refused.CodeAsync());
    }
}
