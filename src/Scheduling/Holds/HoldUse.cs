using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Teams;
using Npgsql;

namespace IntegratedCare.Scheduling.Holds;

/// <summary>A hold that a booking has taken over, with what the booking needs to know of its service.</summary>
/// <remarks><c>Claims</c> are the booking's from here on; a place in a group session is passed on once the booking is there.</remarks>
internal sealed record UsedHold(Hold Hold, ServiceStanding Service, BookingNames Names, IReadOnlyList<Guid> Claims);

/// <summary>Takes holds for bookings inside the transaction that is open, in one round trip: the hold's row, its service, its claims, locked in that order.</summary>
internal static class HoldUse
{
    // Of two confirmations of one hold the second waits, and then sees what the first did. Its service is locked once the hold is.
    private const string Use =
        $"""
         WITH before AS (SELECT * FROM holds WHERE id = $1 FOR UPDATE), used AS (
             UPDATE holds h SET used_for = coalesce(h.used_for, $2) FROM before WHERE h.id = before.id)
         SELECT id, holder_subject, team, member, service, site, delivery, starts_at, ends_at, expires_at, claim_count, used_for, {CareServiceLock.Share} FROM before
         """;

    // In a statement of its own: it sees what stands under the locks.
    private const string PassOn =
        $"""
         WITH passed AS ({ClaimBook.PassOn})
         SELECT {ServiceStanding.Columns}, {BookingNames.Columns}, (SELECT array_agg(id) FROM passed) FROM holds h JOIN care_services s ON s.id = h.service
         LEFT JOIN teams t ON t.id = h.team LEFT JOIN sites i ON i.id = h.site WHERE h.id = $1
         """;

    private const int NamesFrom = ServiceStanding.ColumnsCount;
    private const int ClaimsFrom = NamesFrom + BookingNames.ColumnsCount;

    /// <summary>The hold, used for this booking from here on and by nobody else; or the refusal. The request's key, if it is to be claimed, is claimed first.</summary>
    public static async Task<UsedHold> UseHoldAsync(
        this SchedulingDb db, HoldId id, BookingId booking, Caller caller, DateTimeOffset now, CancellationToken cancellationToken,
        RequestKey? first = null) =>
        (await db.UseHoldsAsync([(id, booking)], caller, now, cancellationToken, first))[id];

    /// <summary>The holds, each used for its booking from here on; or the first refusal, after which the transaction must end.</summary>
    public static async Task<IReadOnlyDictionary<HoldId, UsedHold>> UseHoldsAsync(
        this SchedulingDb db, IReadOnlyList<(HoldId Hold, BookingId Booking)> wanted, Caller caller, DateTimeOffset now,
        CancellationToken cancellationToken, RequestKey? first = null)
    {
        // Everybody locks holds and services before claims, in the order of the holds' ids.
        List<(Guid Hold, Guid Booking)> pairs = [.. wanted.Select(w => (w.Hold.Value, w.Booking.Value)).OrderBy(w => w.Item1)];
        await using var batch = db.Batch(
            [.. first?.Claim is { } claim ? [claim] : Array.Empty<NpgsqlBatchCommand>(), .. pairs.Select(p => RoundTrip.Statement(Use, p.Hold, p.Booking)), .. pairs.Select(p => RoundTrip.Statement(PassOn, p.Hold, p.Booking))]);
        var (holds, used) = (new List<Hold>(), new Dictionary<HoldId, UsedHold>());
        await using var answers = await batch.ExecuteReaderAsync(cancellationToken);
        first?.MustBeNew();
        foreach (var _ in pairs)
        {
            if (!await answers.ReadAsync(cancellationToken)) throw new DomainException(HoldErrors.Unknown);
            holds.Add(HoldOf(answers));
            await answers.NextResultAsync(cancellationToken);
        }

        holds.ForEach(h => h.MustBeFor(caller, now));
        foreach (var hold in holds)
        {
            if (!await answers.ReadAsync(cancellationToken)) throw new DomainException(CareServiceErrors.Unknown);
            Guid[] claims = answers.IsDBNull(ClaimsFrom) ? [] : answers.GetFieldValue<Guid[]>(ClaimsFrom);
            // Where some are missing, another request has found the hold expired and taken its time.
            if (claims.Length != hold.ClaimCount) throw new DomainException(HoldErrors.Expired);
            used.Add(hold.Id, new(hold, ServiceStanding.Read(answers, 0), BookingNames.Read(answers, NamesFrom), claims));
            await answers.NextResultAsync(cancellationToken);
        }

        return used;
    }

    /// <summary>The hold's place in a group session, where it has one, is the booking's from here on. The booking has been saved.</summary>
    public static async Task PassPlaceOnAsync(this SchedulingDb db, Hold hold, BookingId booking, CancellationToken cancellationToken)
    {
        if (hold.IsOfGroupPlace && !await db.TryPassPlaceOnAsync(hold.Id, booking, cancellationToken)) throw new DomainException(HoldErrors.Expired);
    }

    private static Hold HoldOf(NpgsqlDataReader row) => new()
    {
        Id = new(row.GetGuid(0)),
        HolderSubject = row.GetString(1),
        Team = new(row.GetGuid(2)),
        Member = new(row.GetGuid(3)),
        Service = new(row.GetGuid(4)),
        Site = row.NullableGuid(5) is { } site ? new(site) : null,
        Delivery = Enum.Parse<Delivery>(row.GetString(6)),
        StartsAt = row.GetFieldValue<DateTimeOffset>(7),
        EndsAt = row.GetFieldValue<DateTimeOffset>(8),
        ExpiresAt = row.GetFieldValue<DateTimeOffset>(9),
        ClaimCount = row.GetInt32(10),
        UsedFor = row.NullableGuid(11) is { } booking ? new(booking) : null,
    };
}
