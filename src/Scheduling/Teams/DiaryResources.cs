using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Absences;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Teams;

/// <summary>Somebody who is away or something that is closed within the day. Why is for who enters it.</summary>
public sealed record DiaryAbsence(Guid ResourceId, string Name, DateTimeOffset Start, DateTimeOffset End);

/// <summary>Reads what a day's bookings take besides their member, and who is away.</summary>
internal static class DiaryResources
{
    private const int AbsencesMax = 500;

    /// <summary>The rooms, things and second members of each booking, its group session's included, by the names that people know.</summary>
    public static async Task<ILookup<BookingId, Absent>> TakenByAsync(
        this SchedulingDb db, IReadOnlyCollection<BookingId> bookings, IReadOnlyDictionary<ResourceId, Absent> names, CancellationToken cancellationToken)
    {
        List<BookingId?> ids = [.. bookings];
        var own = await db.ResourceClaims.AsNoTracking().Where(c => ids.Contains(c.Booking))
            .Select(c => new { c.Booking, c.Resource }).ToListAsync(cancellationToken);
        var shared = await db.GroupPlaces.AsNoTracking().Where(p => ids.Contains(p.Booking))
            .Join(db.ResourceClaims, p => (GroupSessionId?)p.Session, c => c.Session, (p, c) => new { p.Booking, c.Resource }).ToListAsync(cancellationToken);
        return own.Concat(shared).Where(c => c.Booking is not null && names.ContainsKey(c.Resource))
            .ToLookup(c => c.Booking ?? default, c => names[c.Resource]);
    }

    public static async Task<IReadOnlyList<DiaryAbsence>> AbsencesWithinAsync(
        this SchedulingDb db, IReadOnlyDictionary<ResourceId, Absent> names, Interval time, CancellationToken cancellationToken)
    {
        List<ResourceId> ids = [.. names.Keys];
        var absences = await db.Absences.AsNoTracking()
            .Where(a => ids.Contains(a.Resource) && a.CancelledAt == null && a.StartsAt < time.End && a.EndsAt > time.Start)
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Take(AbsencesMax).ToListAsync(cancellationToken);
        return [.. absences.Select(a => new DiaryAbsence(
            a.Resource.Value, names[a.Resource].Name, LondonTime.ToLondon(a.StartsAt), LondonTime.ToLondon(a.EndsAt)))];
    }
}
