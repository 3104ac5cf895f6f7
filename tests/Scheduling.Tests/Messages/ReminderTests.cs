using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Messages;

namespace IntegratedCare.Scheduling.Tests.Messages;

public class ReminderTests(Place place)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // The appointment is six days ahead at nine by London's clocks; in these weeks they change between.
    [Theory]
    [InlineData("2026-11-30T10:00:00Z")]
    [InlineData("2026-10-20T09:00:00Z")]
    [InlineData("2027-03-23T10:00:00Z")]
    public async Task A_person_is_reminded_once_from_midnight_three_London_days_before(string now)
    {
        await using var mailed = await MailedPlace.StartAsync(place, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        var booking = await mailed.BookAsync();
        var due = LondonTime.StartOf(LondonTime.DateOf(booking.Start).AddDays(-3));
        await mailed.PassAsync(TimeSpan.FromMinutes(1));

        await mailed.PassAsync(due.AddSeconds(-1) - mailed.Clock.Now);
        Assert.Equal([MessageKind.Confirmation], (await mailed.MessagesAsync(booking.Id)).Select(m => m.Kind));
        await mailed.PassAsync(TimeSpan.FromSeconds(1));
        await Task.WhenAll(mailed.LookAfterAsync(), mailed.LookAfterAsync(), mailed.LookAfterAsync());
        await mailed.PassAsync(TimeSpan.FromHours(9));

        Assert.Equal([MessageKind.Confirmation, MessageKind.Reminder], (await mailed.MessagesAsync(booking.Id)).Select(m => m.Kind));
        Assert.All(await mailed.MessagesAsync(booking.Id), m => Assert.Equal(MessageState.Sent, m.State));
        Assert.Equal(
            $"A reminder of your appointment on {PlainTime.DayOf(booking.Start)}", (await mailed.Mail.MailsAsync())[^1].Message.Subject);
    }

    [Fact]
    public async Task Who_is_moved_is_reminded_anew_and_who_is_cancelled_never()
    {
        await using var mailed = await MailedPlace.StartAsync(place, members: 2);
        var (moved, cancelled) = (await mailed.BookAsync(), await mailed.BookAsync());
        await mailed.PassAsync(4 * Day);
        Assert.Equal(2, (await mailed.MessagesAsync(moved.Id)).Count);
        await mailed.CancelAsync(cancelled.Id);
        await mailed.MoveAsync(moved.Id);       // six days ahead again

        await mailed.PassAsync(2 * Day);
        Assert.Equal([MessageKind.Confirmation, MessageKind.Reminder, MessageKind.Rescheduled],
            (await mailed.MessagesAsync(moved.Id)).Select(m => m.Kind));
        await mailed.PassAsync(2 * Day);

        var last = (await mailed.MessagesAsync(moved.Id))[^1];
        Assert.Equal((MessageKind.Reminder, 2, MessageState.Sent), (last.Kind, last.BookingSequence, last.State));
        Assert.Equal([MessageKind.Confirmation, MessageKind.Reminder, MessageKind.Cancelled],
            (await mailed.MessagesAsync(cancelled.Id)).Select(m => m.Kind));
    }

    [Fact]
    public async Task Who_was_told_within_the_day_is_not_reminded_yet()
    {
        await using var mailed = await MailedPlace.StartAsync(place);
        var booking = await mailed.BookAsync();
        await mailed.Host.ExecuteAsync($"UPDATE bookings SET starts_at = starts_at - interval '4 days', ends_at = ends_at - interval '4 days'");

        await mailed.PassAsync(Day - TimeSpan.FromMinutes(1));
        Assert.Equal([MessageKind.Confirmation], (await mailed.MessagesAsync(booking.Id)).Select(m => m.Kind));
        await mailed.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([MessageKind.Confirmation, MessageKind.Reminder], (await mailed.MessagesAsync(booking.Id)).Select(m => m.Kind));
    }
}
