using IntegratedCare.Ledger.Journal;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.Payments;

/// <summary>Who is paid where no booking says it.</summary>
public sealed class BillTests(RunningLedger ledger) : PaymentDesk(ledger)
{
    [Fact]
    public async Task What_an_entry_by_hand_owes_is_paid_by_bills_that_never_exceed_it()
    {
        await PayInAsync(100_000);
        await using (var db = host.Db())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancelled);
            var bookkeeper = new Bookkeeper(db, new FixedClock(A.Now));
            var head = await bookkeeper.TakeAsync(fund, Cancelled);
            Assert.NotNull(head);
            bookkeeper.Post(head, new(fund, EntryKind.Adjustment, A.Today, $"test:{fund}", "Equipment",
                [new(Account.Expenditure(A.Programme), Side.Debit, 900), new(Account.Payables, Side.Credit, 900)]));
            await db.SaveChangesAsync(Cancelled);
            await transaction.CommitAsync(Cancelled);
        }

        Assert.Equal("", await BillAsync(2, 600, "INV-1"));
        Assert.Equal("bill.reference-used", await BillAsync(2, 1, "INV-1"));
        Assert.Equal("bill.exceeds-entry", await BillAsync(2, 301, "INV-2"));
        Assert.Equal("bill.entry-unknown", await BillAsync(1, 1, "INV-3"));
        Assert.Equal("bill.entry-unknown", await BillAsync(99, 1, "INV-3"));
        Assert.Equal("payee.unknown", await BillAsync(2, 1, "INV-3", "stranger"));
        Assert.Equal("", await BillAsync(2, 300, "INV-2"));

        var run = await ProposeAsync("alice");
        Assert.Equal((900, 2), (run.TotalPence, Assert.Single(run.Items).Items));
        Assert.Equal("", await DecideAsync("bob", run.Id, "approval"));
        Assert.Equal(0, await BalanceAsync(Account.Payables));
    }
}
