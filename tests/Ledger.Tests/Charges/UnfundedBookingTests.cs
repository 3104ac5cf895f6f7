using System.Net;
using IntegratedCare.Contracts.Ledger;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Ledger.Tests.Charges;

public sealed class UnfundedBookingTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private async Task<(string Category, BookingConfirmed Booking)> UnfundedAsync()
    {
        var category = A.Code("category");
        var service = A.Service(category);
        var booking = A.Booking(service.ServiceId);
        await host.PublishAsync(service);
        await host.PublishAsync(booking);
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Unfunded);
        return (category, booking);
    }

    private async Task<UnfundedBookingView?> ListedAsync(Guid booking)
    {
        using var manager = host.Client(Roles.PoolManager, A.Council);
        var page = await manager.ReadAsync<Page<UnfundedBookingView>>("/api/ledger/unfunded-bookings?pageSize=200");
        return page.Items.SingleOrDefault(listed => listed.BookingId == booking);
    }

    [Fact]
    public async Task A_booking_for_which_nothing_pays_is_listed_for_the_pool_manager()
    {
        var (category, booking) = await UnfundedAsync();

        var listed = await ListedAsync(booking.BookingId);

        Assert.Equal((booking.Reference, category, A.TariffPence, A.CareOn),
            (listed!.Reference, listed.Category, listed.TariffPence, listed.CareOn));
        Assert.Null(listed.Outcome);
    }

    [Fact]
    public async Task A_fund_that_comes_later_pays_for_what_waited()
    {
        var (category, booking) = await UnfundedAsync();
        await host.PublishAsync(A.Delivered(booking));
        await Eventually.Async(async () => (await ListedAsync(booking.BookingId))?.Outcome == BookingOutcome.CareDelivered);
        var fund = A.Code("fund");

        using var answer = await host.PutFundAsync(fund, A.Fund(category));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(ChargeState.Spent, await host.ChargeStateAsync(booking.BookingId));
        Assert.Null(await ListedAsync(booking.BookingId));
        Assert.Equal(A.TariffPence, (await host.PositionAsync(fund, A.CareOn)).SpentPence);
    }

    /// <summary>However many wait, no change of a fund settles more than a batch of them, and all are settled in the end, once.</summary>
    [Fact]
    public async Task A_fund_for_which_many_waited_pays_for_all_of_them_batch_by_batch()
    {
        const int waiting = ChargeBook.BatchMax + 120;
        var (category, booking) = await UnfundedAsync();
        await using var db = host.Db();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO charges SELECT (jsonb_populate_record(waits, jsonb_build_object('booking_id', gen_random_uuid()))).*
            FROM charges AS waits, generate_series(2, {waiting}) WHERE booking_id = {booking.BookingId}
            """, TestContext.Current.CancellationToken);
        var fund = A.Code("fund");

        using var answer = await host.PutFundAsync(fund, A.Fund(category));
        while (await UnfundedSettling.SettleAsync(host.Services.GetRequiredService<IServiceScopeFactory>(), TestContext.Current.CancellationToken) > 0)
        {
        }

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await Eventually.Async(async () => (await host.PositionAsync(fund)).CommittedPence == waiting * A.TariffPence);
        var batches = await db.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM journal_entries WHERE fund_code = {fund} GROUP BY xmin::text
            """).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(waiting, batches.Sum());
        Assert.All(batches, batch => Assert.InRange(batch, 1, ChargeBook.BatchMax));
    }

    [Fact]
    public async Task A_cancelled_booking_waits_no_longer()
    {
        var (_, booking) = await UnfundedAsync();

        await host.PublishAsync(A.Cancelled(booking));

        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Released);
        Assert.Null(await ListedAsync(booking.BookingId));
    }

    /// <summary>Booking, tariff and fund at the same moment: whoever is first, the money is set aside in the end.</summary>
    [Fact]
    public async Task No_booking_is_left_between_its_tariff_and_its_fund()
    {
        const int rounds = 25;
        var bookings = new List<Guid>();
        for (var round = 0; round < rounds; round++)
        {
            var category = A.Code("category");
            var service = A.Service(category);
            var (one, two) = (A.Booking(service.ServiceId), A.Booking(service.ServiceId));
            bookings.AddRange([one.BookingId, two.BookingId]);
            await Task.WhenAll(
                host.PublishAsync(one), host.PublishAsync(service), host.PublishAsync(two),
                PutFundAsync(category));
        }

        foreach (var booking in bookings) await host.ChargeReachesAsync(booking, ChargeState.Committed);
    }

    private async Task PutFundAsync(string category)
    {
        using var answer = await host.PutFundAsync(A.Code("fund"), A.Fund(category));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task A_programme_beyond_its_budget_is_announced_once_and_care_goes_ahead()
    {
        var category = A.Code("category");
        var fund = A.Code("fund");
        using var put = await host.PutFundAsync(fund, A.Fund(category, budgetPence: (2 * A.TariffPence) + 1));
        var service = A.Service(category);
        await host.PublishAsync(service);
        var bookings = Enumerable.Range(0, 4).Select(_ => A.Booking(service.ServiceId)).ToList();

        foreach (var booking in bookings) await host.PublishAsync(booking);

        foreach (var booking in bookings) await host.ChargeReachesAsync(booking.BookingId, ChargeState.Committed);
        var announced = await host.Events.NextAsync<FundOvercommitted>(e => e.FundCode == fund);
        Assert.Equal((A.Programme, A.TariffPence - 1, 3), (announced.ProgrammeCode, announced.ShortfallPence, announced.EntryNumber));
        await Eventually.Async(() => host.Events.Of<FundsCommitted>().Count(e => e.FundCode == fund) == 4);
        Assert.Single(host.Events.Of<FundOvercommitted>(), e => e.FundCode == fund);
    }
}
