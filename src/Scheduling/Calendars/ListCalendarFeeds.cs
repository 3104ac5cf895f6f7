using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Calendars;

public sealed record CalendarFeedView(Guid Id, DateTimeOffset OpenedAt, DateTimeOffset? LastReadAt);

public sealed record CalendarFeedList(IReadOnlyList<CalendarFeedView> Items);

/// <summary>The open addresses of a member, without their keys.</summary>
internal static class ListCalendarFeeds
{
    public static async Task<Ok<CalendarFeedList>> Handle(Guid memberId, Caller caller, SchedulingDb db, CancellationToken cancellationToken)
    {
        var member = new MemberId(memberId);
        if (!await db.HasMemberAsync(caller, member, cancellationToken)) throw new DomainException(CalendarErrors.MemberUnknown);

        var feeds = await db.CalendarFeeds.AsNoTracking().Where(f => f.Member == member && f.RevokedAt == null).OrderBy(f => f.OpenedAt)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new CalendarFeedList([.. feeds.Select(f => new CalendarFeedView(
            f.Id.Value, LondonTime.ToLondon(f.OpenedAt), f.LastReadAt is { } read ? LondonTime.ToLondon(read) : null))]));
    }
}
