using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Bookings of the same service for one person, again and again.</summary>
internal readonly record struct BookingSeriesId(Guid Value) : IEntityId<BookingSeriesId>
{
    public static BookingSeriesId New() => new(Guid.CreateVersion7());
    public static BookingSeriesId From(Guid value) => new(value);
}

/// <summary>Steps of several services for one person, in order.</summary>
internal readonly record struct BundleId(Guid Value) : IEntityId<BundleId>
{
    public static BundleId New() => new(Guid.CreateVersion7());
    public static BundleId From(Guid value) => new(value);
}

/// <summary>What a booking was booked together with: a series or a bundle; neither where it stands for itself.</summary>
internal readonly record struct BookedTogether(BookingSeriesId? Series, BundleId? Bundle);
