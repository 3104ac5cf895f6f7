namespace IntegratedCare.Quality.Bookings;

internal static class BookingCopies
{
    /// <summary>The copy that is held, else a new one that stands once the consumer's work is saved.</summary>
    public static async Task<Booking> CopyOfBookingAsync(
        this QualityDb db, Guid bookingId, CancellationToken cancellationToken)
    {
        var id = BookingId.From(bookingId);
        var copy = await db.Bookings.FindAsync([id], cancellationToken);
        return copy ?? db.Bookings.Add(new() { Id = id }).Entity;
    }
}
