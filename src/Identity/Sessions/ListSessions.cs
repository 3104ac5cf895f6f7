using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Sessions;

/// <summary>At which browsers the person is signed in, the one used last first.</summary>
internal static class ListSessions
{
    private const int SessionsMax = 100;

    public static async Task<Ok<OpenSessionsView>> Handle(
        PresentSession present, OpenSessions sessions, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (own, _) = await present.HolderAsync(sessions, cancellationToken);
        var now = time.GetUtcNow();
        var open = await db.Sessions.AsNoTracking()
            .Where(session => session.Id == own.Id || (own.AccountId != null && session.AccountId == own.AccountId))
            .Where(session => session.EndedAt == null && session.IdleEndsAt > now && session.EndsAt > now && !session.AwaitsSecondFactor)
            .OrderByDescending(session => session.LastUsedAt).Take(SessionsMax)
            .Select(session => new OpenSessionView(
                session.Id.Value, session.Id == own.Id, session.DeviceLabel, session.CreatedAt, session.LastUsedAt, session.IdleEndsAt,
                session.EndsAt))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new OpenSessionsView(open));
    }
}

public sealed record OpenSessionsView(IReadOnlyList<OpenSessionView> Items);

/// <summary>A browser that is signed in; times of use are true to the minute.</summary>
public sealed record OpenSessionView(
    Guid Id, bool IsThis, string Device, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, DateTimeOffset IdleEndsAt, DateTimeOffset EndsAt);
