using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Calendars;

/// <summary>The address, relative to the gateway's; it is shown this once.</summary>
public sealed record CalendarFeedOpened(Guid Id, string Address, DateTimeOffset OpenedAt);

/// <summary>Opens a secret address for a member's calendar program.</summary>
internal static class OpenCalendarFeed
{
    private const int OpenMax = 5;

    public static async Task<Created<CalendarFeedOpened>> Handle(
        Guid memberId, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var member = new MemberId(memberId);
        if (!await db.HasMemberAsync(caller, member, cancellationToken)) throw new DomainException(CalendarErrors.MemberUnknown);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({$"calendar-feeds:{memberId}"}, 0))", cancellationToken);
        if (await db.CalendarFeeds.CountAsync(f => f.Member == member && f.RevokedAt == null, cancellationToken) >= OpenMax)
            throw new DomainException(CalendarErrors.TooMany);

        var (feed, key) = CalendarFeed.Open(member, caller, time.GetUtcNow());
        db.CalendarFeeds.Add(feed);
        db.RecordAccess(caller, purpose, "calendar.open", "calendar-feed", $"{feed.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created($"/api/scheduling/calendar-feeds/{feed.Id.Value}",
            new CalendarFeedOpened(feed.Id.Value, $"/api/scheduling/calendars/member.ics?key={key}", feed.OpenedAt));
    }

    public static Task<bool> HasMemberAsync(
        this SchedulingDb db, Caller caller, MemberId member, CancellationToken cancellationToken) =>
        db.TeamsOf(caller).AnyAsync(t => t.Members.Any(m => m.Id == member && m.IsActive), cancellationToken);
}
