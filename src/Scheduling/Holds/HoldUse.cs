using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
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
    // Of two confirmations of one hold the second waits, and then sees what the first did.
    private const string Use =
        """
        WITH before AS (
            SELECT h.*, wanted.booking FROM unnest($1::uuid[], $2::uuid[]) AS wanted (hold, booking) JOIN holds h ON h.id = wanted.hold
            ORDER BY h.id FOR UPDATE OF h)
        UPDATE holds h SET used_for = coalesce(h.used_for, before.booking) FROM before WHERE h.id = before.id
        RETURNING before.id, before.holder_subject, before.team, before.member, before.service, before.site, before.delivery, before.starts_at, before.ends_at,
            before.expires_at, before.claim_count, before.used_for
        """;

    private const string ReadNames =
        $"""
         SELECT h.id, {ServiceStanding.Columns}, {BookingNames.Columns} FROM holds h JOIN care_services s ON s.id = h.service
         LEFT JOIN teams t ON t.id = h.team LEFT JOIN sites i ON i.id = h.site WHERE h.id = ANY($1)
         """;

    private const int NamesFrom = 1 + ServiceStanding.ColumnsCount;

    /// <summary>The hold, used for this booking from here on and by nobody else; or the refusal.</summary>
    public static async Task<UsedHold> UseHoldAsync(
        this SchedulingDb db, HoldId id, BookingId booking, Caller caller, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await db.UseHoldsAsync([(id, booking)], caller, now, cancellationToken))[id];

    /// <summary>The holds, each used for its booking from here on; or the first refusal, after which the transaction must end.</summary>
    public static async Task<IReadOnlyDictionary<HoldId, UsedHold>> UseHoldsAsync(
        this SchedulingDb db, IReadOnlyList<(HoldId Hold, BookingId Booking)> wanted, Caller caller, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        Guid[] ids = [.. wanted.Select(w => w.Hold.Value)], bookings = [.. wanted.Select(w => w.Booking.Value)];
        await using var batch = db.Batch(
            RoundTrip.Statement(Use, ids, bookings), RoundTrip.Statement(CareServiceLock.ShareAllOfHolds, ids), RoundTrip.Statement(ReadNames, ids),
            RoundTrip.Statement(ClaimBook.PassOn, ids, bookings));
        var (holds, named, claims) = (new List<Hold>(), new Dictionary<HoldId, (ServiceStanding, BookingNames)>(), new List<(HoldId Hold, Guid Claim)>());
        await using (var answers = await batch.ExecuteReaderAsync(cancellationToken))
        {
            while (await answers.ReadAsync(cancellationToken)) holds.Add(HoldOf(answers));
            await answers.NextResultAsync(cancellationToken);
            for (var more = await answers.NextAsync(cancellationToken); more; more = await answers.ReadAsync(cancellationToken))
                named.Add(new(answers.GetGuid(0)), (ServiceStanding.Read(answers, 1), BookingNames.Read(answers, NamesFrom)));
            for (var more = await answers.NextAsync(cancellationToken); more; more = await answers.ReadAsync(cancellationToken))
                claims.Add((new(answers.GetGuid(0)), answers.GetGuid(1)));
        }

        if (holds.Count < wanted.Count) throw new DomainException(HoldErrors.Unknown);
        holds.ForEach(h => h.MustBeFor(caller, now));
        var passedOn = claims.ToLookup(c => c.Hold, c => c.Claim);
        return holds.ToDictionary(h => h.Id, h =>
        {
            var (service, names) = named.TryGetValue(h.Id, out var known) ? known : throw new DomainException(CareServiceErrors.Unknown);
            // Another request has found the hold expired and taken its time.
            if (passedOn[h.Id].Count() != h.ClaimCount) throw new DomainException(HoldErrors.Expired);
            return new UsedHold(h, service, names, [.. passedOn[h.Id]]);
        });
    }

    /// <summary>The hold's place in a group session, where it has one, is the booking's from here on. The booking has been saved.</summary>
    public static async Task PassPlaceOnAsync(this SchedulingDb db, Hold hold, BookingId booking, CancellationToken cancellationToken)
    {
        if (hold.ClaimCount == 0 && !await db.TryPassPlaceOnAsync(hold.Id, booking, cancellationToken)) throw new DomainException(HoldErrors.Expired);
    }

    private static Hold HoldOf(NpgsqlDataReader row) => new()
    {
        Id = new(row.GetGuid(0)),
        HolderSubject = row.GetString(1),
        Team = new(row.GetGuid(2)),
        Member = new(row.GetGuid(3)),
        Service = new(row.GetGuid(4)),
        Site = row.IsDBNull(5) ? null : new(row.GetGuid(5)),
        Delivery = Enum.Parse<Delivery>(row.GetString(6)),
        StartsAt = row.GetFieldValue<DateTimeOffset>(7),
        EndsAt = row.GetFieldValue<DateTimeOffset>(8),
        ExpiresAt = row.GetFieldValue<DateTimeOffset>(9),
        ClaimCount = row.GetInt32(10),
        UsedFor = row.IsDBNull(11) ? null : new(row.GetGuid(11)),
    };
}
