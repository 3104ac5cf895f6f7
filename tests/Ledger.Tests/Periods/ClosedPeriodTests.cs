using System.Net;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Periods;

/// <summary>What a closed month means for what comes late.</summary>
public sealed class ClosedPeriodTests(RunningLedger ledger)
{
    private static readonly DateTimeOffset CareAt = new(2025, 5, 6, 9, 0, 0, TimeSpan.Zero);
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    [Fact]
    public async Task A_payment_into_a_closed_month_is_refused_until_the_month_is_opened_again()
    {
        var fund = await host.AddLastYearAsync();
        await host.CloseThroughAsync(fund, "2025-04");
        using var council = host.Finance();

        using var refused = await council.ContributeAsync(fund, InApril());
        using var inMay = await council.ContributeAsync(fund, InApril() with { ValueDate = new(2025, 5, 1) });
        await ReopenAsync(fund, "2025-04");
        using var accepted = await council.ContributeAsync(fund, InApril());

        Assert.Equal((HttpStatusCode.Conflict, "journal.period-closed"), (refused.StatusCode, await refused.CodeAsync()));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (inMay.StatusCode, accepted.StatusCode));
    }

    [Fact]
    public async Task Nothing_slips_into_a_month_that_is_closed_while_payments_arrive()
    {
        var fund = await host.AddLastYearAsync();
        using var council = host.Finance();
        var (accepted, refused) = (0, 0);
        var enough = new TaskCompletionSource();
        var paying = Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (_, _) =>
        {
            using var answer = await council.ContributeAsync(fund, InApril(amountPence: 1));
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                if (Interlocked.Increment(ref accepted) == 12) enough.SetResult();
            }
            else
            {
                Assert.Equal("journal.period-closed", await answer.CodeAsync());
                Interlocked.Increment(ref refused);
            }
        });
        await enough.Task;

        // An entry may come between the verification and the closing, which is then refused: they are tried until the month is closed.
        await Eventually.Async(async () =>
        {
            await host.VerifyAsync();
            using var closed = await host.CloseAsync(fund, "2025-04");
            return closed.StatusCode == HttpStatusCode.OK;
        }, TimeSpan.FromMinutes(1), "April closed");
        var atClosing = (await host.BalancesAsync(fund, new(2025, 4, 30)))["receipts"];
        await paying;

        Assert.Equal(atClosing, (await host.BalancesAsync(fund, new(2025, 4, 30)))["receipts"]);
        Assert.Equal((60, atClosing), (accepted + refused, (long)accepted));
    }

    [Fact]
    public async Task News_of_a_booking_that_comes_late_counts_from_the_first_open_day_and_says_so()
    {
        var category = A.Code("category");
        var (fund, _) = await host.AddFundAsync(f => f with
        {
            FinancialYear = ClosingCalls.LastYear,
            Programmes = [new(A.Programme, "Community health", 100_000, [category])],
        });
        await host.CloseThroughAsync(fund, "2025-05");
        var service = A.Service(category);
        var booking = A.Booking(service.ServiceId) with { StartsAt = CareAt, EndsAt = CareAt.AddMinutes(30) };
        await host.PublishAsync(service);
        await host.PublishAsync(booking);
        await host.PublishAsync(A.Delivered(booking));
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Spent);

        await using var db = host.Db();
        var entries = await db.JournalEntries.AsNoTracking().Where(e => e.FundCode == fund).OrderBy(e => e.Number)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([EntryKind.Commitment, EntryKind.Spend], entries.Select(e => e.Kind));
        Assert.All(entries, e => Assert.Equal(new DateOnly(2025, 6, 1), e.EffectiveOn));
        Assert.All(entries, e => Assert.Contains("(of 2025-05-06, closed since)", e.Narrative, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_that_were_not_found_sound_since_they_were_posted_stop_the_closing()
    {
        var fund = await host.AddLastYearAsync();
        await host.VerifyAsync();
        await host.PayInAsync(fund, A.Council, 1, ClosingCalls.FirstDay);

        using var before = await host.CloseAsync(fund, "2025-04");
        await host.VerifyAsync();
        using var after = await host.CloseAsync(fund, "2025-04");

        Assert.Equal((HttpStatusCode.Conflict, "period.journal-unverified"), (before.StatusCode, await before.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    private static PostContributionRequest InApril(long amountPence = 100) =>
        A.Contribution(amountPence: amountPence) with { ValueDate = ClosingCalls.FirstDay };

    private async Task ReopenAsync(string fund, string period)
    {
        using var asked = await host.AskForReopeningAsync(fund, period);
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        using var decided = await host.DecideReopeningAsync(fund, period, approve: true, by: "second");
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
    }
}
