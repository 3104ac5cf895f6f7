using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Bookings;

public enum BookingChangeKind { Confirmed, Rescheduled, Cancelled, Attended, DidNotAttend, Arrived, Overbooked }

/// <summary>One line of a booking's history: what it became, when, by whom. Written once.</summary>
internal sealed class BookingChange
{
    public required BookingId Booking { get; init; }
    public required int Sequence { get; init; }
    public required BookingChangeKind Kind { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string BySubject { get; init; }
    public required string ByRole { get; init; }
    public string? ByOrganisation { get; init; }    // null: a program of the place
    public required TeamId Team { get; init; }
    public required MemberId Member { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }

    public static BookingChange Of(Booking booking, BookingChangeKind kind, Caller caller, DateTimeOffset now) => new()
    {
        Booking = booking.Id,
        Sequence = booking.Sequence,
        Kind = kind,
        At = now,
        BySubject = caller.Subject,
        ByRole = caller.Role,
        ByOrganisation = caller.OrganisationCode,
        Team = booking.Team,
        Member = booking.Member,
        StartsAt = booking.StartsAt,
        EndsAt = booking.EndsAt,
    };
}
