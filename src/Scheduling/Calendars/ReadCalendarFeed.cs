using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Rounds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Scheduling.Calendars;

/// <summary>A member's diary for their calendar program, which brings no token: the key in the address is what opens it.</summary>
/// <remarks>An unchanged calendar is answered 304 to a program that says which one it has.</remarks>
internal static class ReadCalendarFeed
{
    public static async Task<IResult> Handle(
        [FromQuery, StringLength(100)] string? key, HttpResponse response, SchedulingDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (now, hash) = (time.GetUtcNow(), CalendarFeed.HashOf(key ?? ""));
        var feed = hash is null ? null
            : await db.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(f => f.SecretHash == hash && f.RevokedAt == null, cancellationToken);
        if (feed is null) throw new DomainException(CalendarErrors.Unknown);

        // Who has left every team has no diary here any more.
        var name = await db.Teams.SelectMany(t => t.Members).Where(m => m.Id == feed.Member && m.IsActive)
            .Select(m => m.DisplayName).FirstOrDefaultAsync(cancellationToken) ?? throw new DomainException(CalendarErrors.Unknown);
        var text = CalendarText.Feed(
            $"Diary of {name}", await db.DiaryAsync(feed.Member, now, cancellationToken), await db.VisitsOfAsync(feed.Member, now, cancellationToken));
        await db.CalendarFeeds.Where(f => f.Id == feed.Id).ExecuteUpdateAsync(f => f.SetProperty(x => x.LastReadAt, now), cancellationToken);

        var bytes = Encoding.UTF8.GetBytes(text);
        response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(bytes, $"{CalendarText.ContentType}; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..16])}\""));
    }
}
