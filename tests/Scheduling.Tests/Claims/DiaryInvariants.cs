using IntegratedCare.Testing;

namespace IntegratedCare.Scheduling.Tests.Claims;

/// <summary>What is true of every diary at every moment, asked of the database itself: each question counts what breaks it.</summary>
internal static class DiaryInvariants
{
    public const string ClaimsThatOverlap =
        "SELECT count(*) FROM resource_claims a JOIN resource_claims b ON a.resource = b.resource AND a.during && b.during AND a.id < b.id AND a.overbooked = b.overbooked";

    public const string SessionsOverCapacity =
        """
        SELECT count(*) FROM group_sessions s WHERE s.places < (SELECT count(*) FROM group_places p WHERE p.session = s.id)
        OR s.places < (SELECT count(*) FROM bookings b WHERE b.status <> 'Cancelled' AND b.team = s.team AND b.service = s.service
                       AND b.member = s.member AND b.starts_at = s.starts_at)
        """;

    private static readonly Dictionary<string, string> All = new()
    {
        ["claims that overlap"] = ClaimsThatOverlap,
        ["sessions over capacity"] = SessionsOverCapacity,
        ["bookings that overlap"] =
            """
            SELECT count(*) FROM bookings a JOIN bookings b ON a.member = b.member AND a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
              AND a.is_overbooked = b.is_overbooked
            LEFT JOIN team_offers o ON o.team_id = a.team AND o.service = a.service AND o.places > 1
            WHERE a.status <> 'Cancelled' AND b.status <> 'Cancelled'
              AND NOT (o.places IS NOT NULL AND (a.team, a.service, a.starts_at) = (b.team, b.service, b.starts_at))
            """,
        ["bookings whose time is not exactly theirs"] =
            """
            SELECT count(*) FROM bookings b JOIN team_offers o ON o.team_id = b.team AND o.service = b.service,
            LATERAL (SELECT count(*) AS n, bool_or(c.resource = b.member) AS has_member,
                            count(*) FILTER (WHERE EXISTS (SELECT FROM team_members m WHERE m.team_id = b.team AND m.id = c.resource)) AS staff,
                            bool_and(c.during = tstzrange(b.starts_at - make_interval(mins => o.buffer_before_minutes),
                                                          b.ends_at + make_interval(mins => o.buffer_after_minutes))) AS whole
                     FROM resource_claims c WHERE c.booking = b.id) own,
            LATERAL (SELECT count(*) AS n FROM group_places p JOIN group_sessions s ON s.id = p.session
                     WHERE p.booking = b.id AND (s.team, s.service, s.member, s.starts_at) = (b.team, b.service, b.member, b.starts_at)) place
            WHERE CASE WHEN b.status = 'Cancelled' THEN own.n + place.n <> 0
                WHEN o.places > 1 THEN own.n <> 0 OR place.n <> 1
                ELSE place.n <> 0 OR own.n <> o.staff + cardinality(o.needs) OR own.staff <> o.staff OR NOT own.whole OR NOT own.has_member END
            """,
        ["sessions whose time is not exactly theirs"] =
            """
            SELECT count(*) FROM group_sessions s JOIN team_offers o ON o.team_id = s.team AND o.service = s.service,
            LATERAL (SELECT count(*) AS n, bool_or(c.resource = s.member) AS has_member, bool_and(c.expires_at IS NOT DISTINCT FROM s.expires_at) AS alike
                     FROM resource_claims c WHERE c.session = s.id) own,
            LATERAL (SELECT count(*) AS n, CASE WHEN bool_or(p.booking IS NOT NULL) THEN NULL ELSE max(p.expires_at) END AS ends
                     FROM group_places p WHERE p.session = s.id) places
            WHERE own.n <> o.staff + cardinality(o.needs) OR NOT own.has_member OR NOT own.alike OR places.n = 0
               OR s.expires_at IS DISTINCT FROM places.ends
            """,
        ["holds with a part of their time"] =
            """
            SELECT count(*) FROM (SELECT h.claim_count, count(*) AS n FROM holds h JOIN resource_claims c ON c.hold = h.id GROUP BY h.id) AS held
            WHERE n <> claim_count
            """,
        ["places that a used hold still has"] =
            "SELECT count(*) FROM group_places p JOIN holds h ON h.id = p.hold WHERE h.used_for IS NOT NULL",
        ["time that a used hold still has"] =
            "SELECT count(*) FROM resource_claims c JOIN holds h ON h.id = c.hold WHERE h.used_for IS NOT NULL",
        ["bookings on top that do not say why, or claim as others do"] =
            """
            SELECT count(*) FROM bookings b LEFT JOIN resource_claims c ON c.booking = b.id
            WHERE (b.is_overbooked AND b.overbooking_reason IS NULL AND b.erased_at IS NULL) OR c.overbooked IS DISTINCT FROM b.is_overbooked AND c.id IS NOT NULL
            """,
        ["bookings whose hold does not know them"] =
            "SELECT count(*) FROM bookings b JOIN holds h ON h.id = b.hold WHERE h.used_for IS DISTINCT FROM b.id",
        ["bookings whose history does not end as they are"] =
            """
            SELECT count(*) FROM bookings b WHERE b.sequence <> (SELECT count(*) FROM booking_history h WHERE h.booking = b.id)
            OR NOT EXISTS (SELECT FROM booking_history h WHERE h.booking = b.id AND h.sequence = b.sequence AND h.starts_at = b.starts_at
                           AND CASE h.kind WHEN 'Rescheduled' THEN 'Confirmed' WHEN 'Overbooked' THEN 'Confirmed' ELSE h.kind END = b.status)
            """,
        ["changes without their one event"] =
            """
            SELECT count(*) FROM booking_history h WHERE 1 <> (
                SELECT count(*) FROM outbox_seen o
                WHERE o.body ->> 'bookingId' = h.booking::text AND (o.body ->> 'sequence')::int = h.sequence
                  AND split_part(o.event_name, ':', -2) = CASE h.kind
                      WHEN 'Confirmed' THEN 'booking-confirmed' WHEN 'Overbooked' THEN 'booking-confirmed' WHEN 'Arrived' THEN 'person-arrived'
                      WHEN 'Rescheduled' THEN 'booking-rescheduled'
                      WHEN 'Cancelled' THEN 'booking-cancelled' WHEN 'Attended' THEN 'care-delivered'
                      ELSE 'person-did-not-attend' END)
            """,
        ["events without a change"] =
            """
            SELECT count(*) FROM outbox_seen o WHERE o.body ? 'bookingId' AND NOT EXISTS (
                SELECT FROM booking_history h
                WHERE h.booking::text = o.body ->> 'bookingId' AND h.sequence = (o.body ->> 'sequence')::int)
            """,
    };

    public static async Task DiaryIsSoundAsync(this ServiceHost<Program, SchedulingDb> host)
    {
        foreach (var (what, sql) in All) Assert.Equal((what, 0L), (what, await host.ScalarAsync<long>(sql)));
    }
}
