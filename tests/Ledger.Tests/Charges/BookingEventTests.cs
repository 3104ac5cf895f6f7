using IntegratedCare.Contracts.Directory;
using IntegratedCare.Contracts.Ledger;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Ledger.CareServices;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Charges;

public sealed class BookingEventTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private async Task<(string Fund, BookingConfirmed Booking)> PublishServiceAsync(
        Func<PutFundRequest, PutFundRequest>? with = null)
    {
        var (fund, category) = await host.AddFundAsync(with);
        var service = A.Service(category);
        await host.PublishAsync(service);
        return (fund, A.Booking(service.ServiceId));
    }

    [Fact]
    public async Task A_confirmed_booking_is_committed_at_the_tariff_of_its_service()
    {
        var (fund, booking) = await PublishServiceAsync();

        await host.PublishAsync(booking);

        var announced = await host.Events.NextAsync<FundsCommitted>(e => e.BookingId == booking.BookingId);
        Assert.Equal((fund, A.Programme, 1, A.TariffPence),
            (announced.FundCode, announced.ProgrammeCode, announced.EntryNumber, announced.AmountPence));
        var position = await host.PositionAsync(fund);
        Assert.Equal((A.TariffPence, 0, -A.TariffPence), (position.CommittedPence, position.SpentPence, position.AvailablePence));
        Assert.Equal(A.TariffPence, position.Programmes.Single().CommittedPence);
    }

    [Fact]
    public async Task Delivered_care_is_spent_on_its_day_and_no_longer_committed()
    {
        var (fund, booking) = await PublishServiceAsync();
        await host.PublishAsync(booking);
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Committed);
        await host.PublishAsync(A.Delivered(booking));

        var spent = await host.Events.NextAsync<SpendPosted>(e => e.BookingId == booking.BookingId);

        Assert.Equal(A.TariffPence, spent.AmountPence);
        var before = await host.PositionAsync(fund, A.CareOn.AddDays(-1));
        var after = await host.PositionAsync(fund, A.CareOn);
        Assert.Equal((A.TariffPence, 0), (before.CommittedPence, before.SpentPence));
        Assert.Equal((0, A.TariffPence), (after.CommittedPence, after.SpentPence));
    }

    [Fact]
    public async Task A_cancelled_booking_is_released()
    {
        var (fund, booking) = await PublishServiceAsync();
        await host.PublishAsync(booking);
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Committed);
        await host.PublishAsync(A.Cancelled(booking));

        var released = await host.Events.NextAsync<FundsReleased>(e => e.BookingId == booking.BookingId);

        Assert.Equal((2, A.TariffPence), (released.EntryNumber, released.AmountPence));
        Assert.Equal(0, (await host.PositionAsync(fund, A.CareOn)).CommittedPence);
    }

    [Theory]
    [InlineData(DidNotAttendRule.Charge, A.TariffPence)]
    [InlineData(DidNotAttendRule.Release, 0)]
    public async Task A_person_who_does_not_come_costs_what_the_fund_says(DidNotAttendRule rule, long spentPence)
    {
        var (fund, booking) = await PublishServiceAsync(f => f with { DidNotAttendRule = rule });
        await host.PublishAsync(booking);
        await host.PublishAsync(A.DidNotAttend(booking));

        await host.ChargeReachesAsync(booking.BookingId, rule == DidNotAttendRule.Charge ? ChargeState.Spent : ChargeState.Released);

        var position = await host.PositionAsync(fund, A.CareOn);
        Assert.Equal((0, spentPence), (position.CommittedPence, position.SpentPence));
    }

    [Fact]
    public async Task A_moved_booking_keeps_its_commitment_at_its_price()
    {
        var (fund, booking) = await PublishServiceAsync();
        await host.PublishAsync(booking);
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Committed);
        await host.PublishAsync(new ServiceChanged(booking.ServiceId, 2, "Clinic", "other", Guid.NewGuid(), "Trust", true,
            99_999, "active", A.Now));
        await host.PublishAsync(A.Rescheduled(booking));
        await host.PublishAsync(A.Delivered(booking, sequence: 3) with
        {
            StartsAt = A.CareAt.AddDays(1),
            OccurredAt = A.CareAt.AddDays(1),
        });

        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Spent);

        Assert.Equal(0, (await host.PositionAsync(fund, A.CareOn)).SpentPence);
        Assert.Equal(A.TariffPence, (await host.PositionAsync(fund, A.CareOn.AddDays(1))).SpentPence);
    }

    [Fact]
    public async Task A_booking_heard_before_its_service_waits_and_is_committed_when_the_tariff_comes()
    {
        var (fund, category) = await host.AddFundAsync();
        var service = A.Service(category);
        var booking = A.Booking(service.ServiceId);
        await host.PublishAsync(booking);
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.AwaitingTariff);

        await host.PublishAsync(service);

        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Committed);
        Assert.Equal(A.TariffPence, (await host.PositionAsync(fund)).CommittedPence);
    }

    [Fact]
    public async Task A_service_without_a_tariff_charges_nothing()
    {
        var (_, category) = await host.AddFundAsync();
        var service = A.Service(category, tariffPence: null);
        var booking = A.Booking(service.ServiceId);
        await host.PublishAsync(service);
        await host.PublishAsync(booking);

        await host.ChargeReachesAsync(booking.BookingId, ChargeState.NotCharged);
    }

    [Fact]
    public async Task What_is_heard_twice_posts_once_under_the_same_message_id_or_another()
    {
        var (fund, booking) = await PublishServiceAsync();
        var message = Guid.CreateVersion7();
        for (var time = 0; time < 3; time++) await host.PublishAsync(booking, message);
        for (var time = 0; time < 3; time++) await host.PublishAsync(booking);
        for (var time = 0; time < 3; time++) await host.PublishAsync(A.Delivered(booking));
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Spent);

        await EverythingHeardAsync();

        await using var db = host.Db();
        var entries = await db.JournalEntries.Where(e => e.FundCode == fund).OrderBy(e => e.Number)
            .Select(e => e.Source).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([$"booking:{booking.BookingId}:commitment", $"booking:{booking.BookingId}:spend"], entries);
        Assert.Equal(A.TariffPence, (await host.PositionAsync(fund, A.CareOn)).SpentPence);
    }

    [Fact]
    public async Task An_older_version_of_a_service_does_not_undo_a_newer_one()
    {
        var (fund, category) = await host.AddFundAsync();
        var service = A.Service(category, tariffPence: 5, version: 3);
        await host.PublishAsync(service);
        await Eventually.Async(async () => await TariffAsync(service.ServiceId) == 5);
        await host.PublishAsync(service with { Version = 2, TariffPence = 7 });
        var booking = A.Booking(service.ServiceId);
        await EverythingHeardAsync();

        await host.PublishAsync(booking);

        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Committed);
        Assert.Equal(5, (await host.PositionAsync(fund)).CommittedPence);
    }

    private async Task<long?> TariffAsync(Guid service)
    {
        await using var db = host.Db();
        var id = CareServiceId.From(service);
        return await db.CareServices.Where(s => s.Id == id).Select(s => s.TariffPence).SingleOrDefaultAsync();
    }

    // Queues keep their order: once a last message of each has been handled, so have those before it.
    private async Task EverythingHeardAsync()
    {
        var last = A.Service(A.Code("category"), tariffPence: 1);
        var booking = A.Booking(last.ServiceId);
        await host.PublishAsync(last);
        await host.PublishAsync(booking);
        await host.PublishAsync(A.Delivered(booking));
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Unfunded);
        await Eventually.Async(async () =>
        {
            await using var db = host.Db();
            var id = BookingId.From(booking.BookingId);
            return await db.Charges.AnyAsync(c => c.BookingId == id && c.Sequence == 2);
        });
    }
}
