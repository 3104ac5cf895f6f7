using IntegratedCare.Ledger.Payments;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Payments;

/// <summary>What is owed and cannot be paid yet waits, and holds nothing up.</summary>
public sealed class PayableTests(RunningLedger ledger) : PaymentDesk(ledger)
{
    [Fact]
    public async Task Care_of_a_provider_without_bank_details_waits_and_is_shown()
    {
        await PayInAsync(100_000);
        var stranger = Guid.CreateVersion7();
        await DeliverAsync(stranger, 700);
        using var alice = Client("alice");

        var payables = await alice.ReadAsync<PayablesView>($"/api/ledger/funds/{fund}/payables");

        Assert.Empty(payables.Payable);
        Assert.Equal(new PayableView(null, stranger, 700, 1), Assert.Single(payables.Unpayable));
        Assert.Equal("payment-run.nothing-owed", await ProposalRefusedAsync("alice"));
        await PutPayeeAsync("mallory", "stranger", new("445566", "87654321", "A STRANGER"), stranger);
        Assert.Equal(700, (await ProposeAsync("alice")).TotalPence);
    }

    /// <summary>The parts are written past the guards: an entry of a stranger's has as many as a year of strangers.</summary>
    [Fact]
    public async Task Thousands_of_parts_that_nobody_can_be_paid_for_stop_no_payment()
    {
        await PayInAsync(100_000);
        var stranger = Guid.CreateVersion7();
        await DeliverAsync(stranger, 100);
        await using (var superuser = new NpgsqlConnection(host.SuperuserConnectionString))
        {
            await superuser.OpenAsync(Cancelled);
            await using var command = new NpgsqlCommand($"""
                BEGIN; SET LOCAL session_replication_role = replica;
                INSERT INTO attributions
                SELECT (jsonb_populate_record(part, jsonb_build_object('position', n))).* FROM attributions AS part, generate_series(2, {Owed.ItemsMax + 1}) AS n
                WHERE part.fund_code = '{fund}' AND part.provider_id = '{stranger}' AND part.spent_pence <> 0;
                COMMIT
                """, superuser);
            await command.ExecuteNonQueryAsync(Cancelled);
        }

        await DeliverAsync(6_200);
        using var alice = Client("alice");

        var payables = await alice.ReadAsync<PayablesView>($"/api/ledger/funds/{fund}/payables");
        var run = await ProposeAsync("alice");

        Assert.Equal(new PayableView("trust", provider, 6_200, 1), Assert.Single(payables.Payable));
        Assert.Equal(Owed.ItemsMax, Assert.Single(payables.Unpayable).Items);
        Assert.Equal(6_200, run.TotalPence);
    }
}
