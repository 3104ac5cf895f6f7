using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Calendars;

/// <summary>From here on the address opens nothing.</summary>
internal static class RevokeCalendarFeed
{
    public static async Task<NoContent> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var feed = await db.CalendarFeeds.SingleOrDefaultAsync(f => f.Id == new CalendarFeedId(id), cancellationToken)
            ?? throw new DomainException(CalendarErrors.Unknown);
        if (!await db.HasMemberAsync(caller, feed.Member, cancellationToken)) throw new DomainException(CalendarErrors.Unknown);

        feed.Revoke(time.GetUtcNow());
        db.RecordAccess(caller, purpose, "calendar.revoke", "calendar-feed", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
