using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.BreakGlass;

/// <summary>What a caller may read: what they have to do with, and what they broke the glass for. Changes never go through here.</summary>
internal sealed class OpenRecords
{
    private readonly SchedulingDb db;
    private readonly Caller caller;
    private readonly List<string> opened;

    private OpenRecords(SchedulingDb db, Caller caller, List<string> opened) => (this.db, this.caller, this.opened) = (db, caller, opened);

    public static async Task<OpenRecords> OfAsync(
        SchedulingDb db, Caller caller, DateTimeOffset now, CancellationToken cancellationToken) => new(db, caller,
        await db.BreakGlassGrants
            .Where(g => g.Subject == caller.Subject && g.SessionId == caller.SessionId && g.EndedAt == null && g.ExpiresAt > now)
            .Select(g => g.PersonKey).Distinct().ToListAsync(cancellationToken));

    public IQueryable<Booking> Bookings
    {
        get
        {
            if (opened.Count == 0) return db.BookingsOf(caller);
            var related = db.BookingsOf(caller).Select(b => b.Id);
            return db.Bookings.Where(b => related.Contains(b.Id) || opened.Contains(b.PersonKey));
        }
    }

    /// <summary>Which of these bookings the caller reads by nothing but a broken glass.</summary>
    public async Task<IReadOnlySet<BookingId>> OnlyByBreakGlassAsync(IReadOnlyCollection<Booking> read, CancellationToken cancellationToken)
    {
        var candidates = read.Where(b => opened.Contains(b.PersonKey)).Select(b => b.Id).ToHashSet();
        if (candidates.Count == 0) return candidates;

        var related = await db.BookingsOf(caller).Where(b => candidates.Contains(b.Id)).Select(b => b.Id).ToListAsync(cancellationToken);
        candidates.ExceptWith(related);
        return candidates;
    }

    /// <summary>By what the caller reads this one; null where it is a relationship of theirs.</summary>
    public async Task<AccessBasis?> BreakGlassBasisAsync(Booking read, CancellationToken cancellationToken) =>
        (await OnlyByBreakGlassAsync([read], cancellationToken)).Count > 0 ? AccessBasis.BreakGlass : null;
}
