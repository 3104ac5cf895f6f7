using IntegratedCare.Kernel.Errors;
using Npgsql;

namespace IntegratedCare.Scheduling.CareServices;

/// <summary>Whether a service takes bookings: it is offered for booking, and no restriction stands.</summary>
internal readonly record struct ServiceStanding(bool IsOffered, bool MustWait)
{
    /// <summary>What <see cref="Read"/> reads, of a row of <c>care_services s</c>.</summary>
    public const string Columns = "s.name IS NOT NULL, s.bookable, s.is_open, s.is_restricted, s.is_restricted_in_directory";
    public const int ColumnsCount = 5;

    /// <summary><see cref="TakesBookings"/>, asked of the database of a row of <c>care_services s</c>.</summary>
    public const string TakesBookingsNow = "s.name IS NOT NULL AND s.bookable AND s.is_open AND NOT s.is_restricted AND NOT s.is_restricted_in_directory";

    public bool TakesBookings => IsOffered && !MustWait;

    /// <summary>Reads <see cref="Columns"/>, the first of which is at <paramref name="column"/>.</summary>
    public static ServiceStanding Read(NpgsqlDataReader row, int column) => Of(
        row.GetBoolean(column), row.GetBoolean(column + 1), row.GetBoolean(column + 2), row.GetBoolean(column + 3), row.GetBoolean(column + 4));

    public static ServiceStanding Of(bool isKnown, bool bookable, bool isOpen, bool isRestricted, bool isRestrictedInDirectory) =>
        new(isKnown && bookable && isOpen, isRestricted || isRestrictedInDirectory);

    /// <summary>Refuses a hold or a booking that the service does not take.</summary>
    public void MustTakeBookings()
    {
        if (MustWait) throw new DomainException(CareServiceErrors.Restricted);
        if (!IsOffered) throw new DomainException(CareServiceErrors.NotBookable);
    }
}
