using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>A letter that waits to be printed. It does not say to whom: the letter does.</summary>
public sealed record WaitingLetter(Guid Id, MessageKind Kind, DateTimeOffset CreatedAt, Guid BookingId, string Reference, DateTimeOffset Start);

/// <summary>The letters of a team that wait to be printed: those of the nearest appointments first. What a booking has overtaken is not among them.</summary>
internal static class FindLetters
{
    public static async Task<Ok<Page<WaitingLetter>>> Handle(
        Guid teamId, [AsParameters] PageRequest paging, Caller caller, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var yesterday = now.AddDays(-1);
        var team = await db.TeamsOf(caller).Where(t => t.Id == new TeamId(teamId)).Select(t => (TeamId?)t.Id).SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException(TeamErrors.Unknown);
        var page = await (
            from booking in db.Bookings.AsNoTracking()
            join message in db.Messages on booking.Id equals message.Booking
            where booking.Team == team && booking.ErasedAt == null
                && booking.StartsAt > (message.Kind == MessageKind.Cancelled ? yesterday : now)
                && message.State == MessageState.Waiting && message.Channel == MessageChannel.Letter && message.BookingSequence == booking.Sequence
            orderby booking.StartsAt, message.Id
            select new { Message = message, booking.Reference, booking.StartsAt }).ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<WaitingLetter>(
            [.. page.Items.Select(l => new WaitingLetter(
                l.Message.Id.Value, l.Message.Kind, LondonTime.ToLondon(l.Message.CreatedAt), l.Message.Booking.Value, l.Reference,
                LondonTime.ToLondon(l.StartsAt)))],
            page.Number, page.PageSize, page.Total));
    }
}
