using System.Net;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Payments;

/// <summary>What the bank gets, and nobody else.</summary>
public sealed class PaymentListTests(RunningLedger ledger) : PaymentDesk(ledger)
{
    [Fact]
    public async Task The_bank_gets_a_list_whose_sums_agree_and_nobody_else_sees_an_account_whole()
    {
        await PayInAsync(100_000);
        await DeliverAsync(6_200, 3_800);
        var run = await ProposeAsync("alice");
        using var alice = Client("alice");
        using var early = await alice.GetAsync(new Uri($"{Runs}/{run.Id}/export?format=csv", UriKind.Relative), Cancelled);
        Assert.Equal("payment-run.not-approved", await early.CodeAsync());
        await DecideAsync("bob", run.Id, "approval");

        var list = await alice.GetStringAsync(new Uri($"{Runs}/{run.Id}/export?format=standard18", UriKind.Relative), Cancelled);
        var csv = CsvRows.Of(await alice.GetStringAsync(new Uri($"{Runs}/{run.Id}/export?format=csv", UriKind.Relative), Cancelled)).ToList();
        var seen = await alice.GetStringAsync(new Uri($"{Runs}/{run.Id}", UriKind.Relative), Cancelled)
            + await alice.GetStringAsync(new Uri("/api/ledger/payees", UriKind.Relative), Cancelled);

        var lines = list.Split("\r\n");
        Assert.Equal([80, 100, 100, 80, 0], lines.Select(line => line.Length));
        Assert.Equal("44556612345678" + "0" + "99" + "11223300000001" + "    " + "00000010000" + "THE COUNCIL       " + "1 TRUST           " + "THE TRUST         ",
            lines[1]);
        Assert.Equal(("11223300000001017", "00000010000"), (lines[2][..17], lines[2][35..46]));
        Assert.Equal("UTL1" + "0000000010000" + "0000000010000" + "0000001" + "0000001" + "0000000012345678", lines[3].TrimEnd());
        Assert.Equal(["trust", "THE TRUST", "445566", "12345678", "100.00"], [csv[1][0], csv[1][2], csv[1][3], csv[1][4], csv[1][5]]);
        Assert.Equal(["total", "100.00"], [csv[2][0], csv[2][5]]);
        Assert.DoesNotContain("12345678\"", seen.Replace("\"hashTotal\":12345678", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("445566", seen, StringComparison.Ordinal);
        Assert.Contains("**78", seen, StringComparison.Ordinal);
        await using var db = host.Db();
        Assert.Equal(2, await db.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM access_records
            WHERE action = 'payment-run.export' AND record_id = {run.Id.ToString()} AND outcome = 'Succeeded'
            """).SingleAsync(Cancelled));
        Assert.Equal(0, await db.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM payees WHERE position('12345678'::bytea in details) > 0
            """).SingleAsync(Cancelled));
    }

    [Fact]
    public async Task A_runs_list_is_the_same_for_ever_whatever_becomes_of_the_accounts()
    {
        await PayInAsync(100_000);
        await DeliverAsync(500);
        var run = await ProposeAsync("alice");
        await DecideAsync("bob", run.Id, "approval");
        using var alice = Client("alice");
        var before = await ListAsync();

        foreach (var (organisation, account) in ((string, string)[])[(council, "99999999"), ("trust", "88888888")])
        {
            using var read = await alice.GetAsync(new Uri($"/api/ledger/payees/{organisation}", UriKind.Relative), Cancelled);
            using var changed = await PutAsync("mallory", organisation, new(organisation, new("998877", account, "ANOTHER NAME"),
                organisation == "trust" ? provider : null), read.Headers.ETag);
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        }

        Assert.Equal(before, await ListAsync());
        Assert.Contains("11223300000001", before, StringComparison.Ordinal);

        Task<string> ListAsync() => alice.GetStringAsync(new Uri($"{Runs}/{run.Id}/export?format=standard18", UriKind.Relative), Cancelled);
    }
}
