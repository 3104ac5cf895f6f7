using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Quality.Bookings;

namespace IntegratedCare.Quality.Restrictions;

/// <summary>A booking that stood when a service was restricted, as Scheduling named it then.</summary>
/// <remarks>What became of it later stands with the booking's copy: see <see cref="AffectedBookings"/>.</remarks>
internal sealed class AffectedBooking
{
    public const int ReferenceLengthMax = 50;

    public required RestrictionId RestrictionId { get; init; }
    public required BookingId BookingId { get; init; }
    public required string Reference { get; init; }
    public required Guid TeamId { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset FoundAt { get; init; }

    public static AffectedBooking Of(
        RestrictionId restriction, Contracts.Scheduling.AffectedBooking found, DateTimeOffset foundAt) => new()
    {
        RestrictionId = restriction,
        BookingId = BookingId.From(found.BookingId),
        Reference = found.Reference,
        TeamId = found.TeamId,
        StartsAt = found.StartsAt,
        FoundAt = foundAt,
    };
}

/// <summary>
/// One part of Scheduling's answer to a restriction; the answer is complete when all its parts have been heard.
/// </summary>
internal sealed class AffectedBookingsPart
{
    public required RestrictionId RestrictionId { get; init; }
    public required int Part { get; init; }
    public required int Parts { get; init; }

    public static AffectedBookingsPart Of(RestrictionId restriction, BookingsAffected heard) =>
        new() { RestrictionId = restriction, Part = heard.Part, Parts = heard.Parts };
}
