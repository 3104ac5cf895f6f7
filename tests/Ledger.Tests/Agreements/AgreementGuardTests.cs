using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Agreements;

/// <summary>What the database refuses whatever the code above it does.</summary>
public sealed class AgreementGuardTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private async Task<string> WithVariationAsync()
    {
        var fund = await host.AddAgreedFundAsync();
        using var asked = await host.VaryAgreementAsync(fund, A.Agreement(councilPence: 1, from: new(2026, 12, 1)));
        return fund;
    }

    private async Task<string> RefusalAsync(object row)
    {
        await using var db = host.Db();
        db.Add(row);
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
        return Assert.IsType<PostgresException>(refused.InnerException).SqlState;
    }

    private static AgreementEffect Effect(string fund, int version, DateOnly from) =>
        new() { FundCode = fund, Version = version, InForceFrom = from, AgreedAt = A.Now };

    private static AgreementAnswer Answer(string fund, string organisation, string by, AnswerKind kind = AnswerKind.Agreed) => new()
    {
        Id = AgreementAnswerId.New(), FundCode = fund, Version = 2, OrganisationCode = organisation, Kind = kind, AnsweredBy = by, AnsweredAt = A.Now,
    };

    [Fact]
    public async Task Nothing_holds_to_which_a_partner_has_not_agreed()
    {
        var fund = await WithVariationAsync();
        Assert.Equal("23514", await RefusalAsync(Effect(fund, 2, new(2026, 12, 1))));

        using var council = await host.AnswerAsync(fund, 2, A.Council);
        Assert.Equal("23514", await RefusalAsync(Effect(fund, 2, new(2026, 12, 1))));
    }

    [Fact]
    public async Task Nothing_holds_for_days_before_its_agreement()
    {
        var fund = await WithVariationAsync();
        await using var db = host.Db();
        db.AddRange(Answer(fund, A.Council, "one"), Answer(fund, A.Trust, "two"));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        Assert.Equal("23514", await RefusalAsync(Effect(fund, 2, new(2026, 11, 30))));
    }

    [Fact]
    public async Task Nobody_answers_their_own_proposal_or_for_an_organisation_that_is_not_asked_or_after_the_end()
    {
        var fund = await WithVariationAsync();
        await using var db = host.Db();
        var asker = await db.AgreementVersions.Where(v => v.FundCode == fund && v.Version == 2).Select(v => v.AskedBy)
            .SingleAsync(TestContext.Current.CancellationToken);

        Assert.Equal("23514", await RefusalAsync(Answer(fund, A.Council, asker)));
        Assert.Equal("23514", await RefusalAsync(Answer(fund, "outsider", "somebody")));
        using var declined = await host.AnswerAsync(fund, 2, A.Trust, agrees: false, reason: "No");
        Assert.Equal("23514", await RefusalAsync(Answer(fund, A.Council, "somebody")));
    }

    [Fact]
    public async Task Versions_are_numbered_without_a_gap_and_a_variation_has_signatories()
    {
        var fund = await host.AddAgreedFundAsync();

        Assert.Equal("23000", await RefusalAsync(Version(fund, 3, A.Council)));
        Assert.Equal("23514", await RefusalAsync(Version(fund, 2)));
    }

    [Theory]
    [InlineData("agreement_versions", "reason = 'x'")]
    [InlineData("agreement_answers", "answered_by = 'x'")]
    [InlineData("agreement_effects", "in_force_from = '2026-01-01'")]
    public async Task What_was_agreed_is_never_changed_or_removed(string table, string change)
    {
        var fund = await WithVariationAsync();
        using var answered = await host.AnswerAsync(fund, 2, A.Council);

        foreach (var connection in (string[])[host.ConnectionString, host.OwnerConnectionString])
        {
            Assert.NotNull(await RefusalOfAsync(connection, $"UPDATE {table} SET {change}"));
            Assert.NotNull(await RefusalOfAsync(connection, $"DELETE FROM {table}"));
            Assert.NotNull(await RefusalOfAsync(connection, $"TRUNCATE {table} CASCADE"));
        }
    }

    private static AgreementVersion Version(string fund, int number, params string[] signatories) => new()
    {
        FundCode = fund, Version = number, EffectiveFrom = A.Today, Terms = A.Terms(), Reason = "Reason",
        Signatories = [.. signatories], AskedBy = "somebody", AskedAt = A.Now,
    };

    private static async Task<string?> RefusalOfAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        var refused = await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        return (refused as PostgresException)?.SqlState;
    }
}
