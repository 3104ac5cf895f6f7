using IntegratedCare.Quality.Bookings;

namespace IntegratedCare.Quality.Tests.Bookings;

public sealed class BookingTests
{
    private static readonly Guid Clinic = Guid.CreateVersion7();
    private static readonly Guid Team = Guid.CreateVersion7();

    private readonly Booking booking = new() { Id = BookingId.From(Guid.CreateVersion7()) };

    [Fact]
    public void The_latest_event_counts_whatever_the_order_of_hearing()
    {
        booking.Hear(3, BookingState.Cancelled, Clinic, Team, A.Now.AddDays(2), A.Now.AddHours(3));
        booking.Hear(2, BookingState.Moved, Clinic, Team, A.Now.AddDays(9), A.Now.AddHours(2));

        Assert.Equal((3, BookingState.Cancelled, A.Now.AddDays(2)), (booking.Sequence, booking.State, booking.StartsAt));
    }

    [Fact]
    public void The_same_event_again_changes_nothing()
    {
        booking.Hear(2, BookingState.Moved, Clinic, Team, A.Now.AddDays(9), A.Now);
        booking.Hear(2, BookingState.Cancelled, Clinic, Team, A.Now.AddDays(9), A.Now);

        Assert.Equal(BookingState.Moved, booking.State);
    }
}
