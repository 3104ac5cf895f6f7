using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Absences;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Rounds;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Teams;

/// <remarks><c>Visits</c>: the round that is published for the day; empty where none is.</remarks>
public sealed record TeamDay(
    Guid TeamId, string TeamName, DateOnly Date, IReadOnlyList<DiaryEntry> Entries, IReadOnlyList<DiaryAbsence> Absences,
    IReadOnlyList<PlannedVisit> Visits);

public sealed record DiaryEntry(
    Guid BookingId, string Reference, DateTimeOffset Start, DateTimeOffset End, Guid MemberId, string? MemberName,
    string? ServiceName, Guid? SiteId, string? SiteName, Delivery Delivery, BookingStatus Status, DiaryPerson Person,
    Named? SecondMember, IReadOnlyList<Named>? Resources, bool IsOverbooked = false);

/// <summary>Who comes, as the member who sees them needs to know.</summary>
public sealed record DiaryPerson(
    string GivenName, string FamilyName, DateOnly DateOfBirth, string NhsNumber, string? Phone,
    IReadOnlyList<string> CommunicationNeeds);

/// <summary>A team's diary of one London day. Cancelled bookings are left out: nobody needs that person's data any more.</summary>
internal static class SeeTeamDay
{
    private const int EntriesMax = 1000;

    public static async Task<Ok<TeamDay>> Handle(
        Guid teamId, [FromQuery, DiaryDate] DateOnly? date, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var day = date ?? LondonTime.DateOf(time.GetUtcNow());
        var team = await db.TeamsOf(caller).AsNoTracking().Include(t => t.Members)
            .SingleOrDefaultAsync(t => t.Id == new TeamId(teamId), cancellationToken)
            ?? throw new DomainException(TeamErrors.Unknown);
        var (start, end) = (LondonTime.StartOf(day), LondonTime.StartOf(day.AddDays(1)));
        var booked = await db.Bookings.AsNoTracking()
            .Where(b => b.Team == team.Id && b.StartsAt >= start && b.StartsAt < end && b.Status != BookingStatus.Cancelled && b.ErasedAt == null)
            .OrderBy(b => b.StartsAt).ThenBy(b => b.Id).Take(EntriesMax)
            .Select(b => new
            {
                Booking = b,
                Service = db.CareServices.Where(s => s.Id == b.Service).Select(s => s.Name).FirstOrDefault(),
                Site = db.Sites.Where(s => s.Id == b.Site).Select(s => s.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);

        foreach (var entry in booked)
            db.RecordAccess(entry.Booking, caller, purpose, "team-day.read");
        await db.SaveChangesAsync(cancellationToken);
        var names = team.Members.ToDictionary(m => m.Id, m => m.DisplayName);
        var known = (await db.AbsentOfAsync(db.Teams.Where(t => t.Id == team.Id), cancellationToken)).ToDictionary(a => a.Resource);
        var taken = await db.TakenByAsync([.. booked.Select(e => e.Booking.Id)], known, cancellationToken);
        var absences = await db.AbsencesWithinAsync(known, new(start, end), cancellationToken);
        return TypedResults.Ok(new TeamDay(teamId, team.Name, day, [.. booked.Select(e =>
            Entry(e.Booking, names.GetValueOrDefault(e.Booking.Member), e.Service, e.Site, [.. taken[e.Booking.Id]], new(cipher, e.Booking.Id)))],
            absences, await db.PublishedVisitsAsync(team, day, cancellationToken)));
    }

    private static DiaryEntry Entry(
        Booking booking, string? member, string? service, string? site, List<Absent> taken, BookingSeal seal)
    {
        var second = taken.Find(t => t.IsMember && t.Resource != booking.Member.Resource);
        var things = taken.Where(t => !t.IsMember).OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => new Named(t.Resource.Value, t.Name)).ToList();
        var person = booking.OpenPerson(seal);
        return new(
            booking.Id.Value, booking.Reference, LondonTime.ToLondon(booking.StartsAt), LondonTime.ToLondon(booking.EndsAt),
            booking.Member.Value, member, service, booking.Site?.Value, site, booking.Delivery, booking.Status,
            new(person.GivenName, person.FamilyName, person.DateOfBirth, person.NhsNumber.Reveal(), person.Phone,
                booking.OpenNeeds(seal)),
            second is null ? null : new(second.Resource.Value, second.Name), things.Count == 0 ? null : things, booking.IsOverbooked);
    }
}
