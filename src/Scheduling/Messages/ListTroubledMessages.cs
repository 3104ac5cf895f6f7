using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>A message that somebody must decide on. It names the booking and its team, and neither the person nor the words.</summary>
public sealed record TroubledMessage(
    Guid Id, Guid BookingId, Guid TeamId, MessageKind Kind, MessageChannel Channel, MessageState State, DateTimeOffset CreatedAt,
    DateTimeOffset StateSince, int Attempts, string? LastFailure);

/// <summary>Messages that failed, and those of which nobody knows whether they were sent; the oldest first.</summary>
internal static class ListTroubledMessages
{
    private const string Uncertain = "uncertain";
    private const string Failed = "failed";

    /// <summary>Both kinds unless <c>state</c> names one.</summary>
    public static async Task<Ok<Page<TroubledMessage>>> Handle(
        [FromQuery, AllowedValues(null, Failed, Uncertain)] string? state, [AsParameters] PageRequest paging, SchedulingDb db,
        CancellationToken cancellationToken)
    {
        var (failed, uncertain) = (state != Uncertain, state != Failed);
        var page = await db.Messages.AsNoTracking()
            .Where(m => (failed && m.State == MessageState.Failed) || (uncertain && m.State == MessageState.Uncertain))
            .OrderBy(m => m.StateSince).ThenBy(m => m.Id)
            .Select(m => new { Message = m, Team = db.Bookings.Where(b => b.Id == m.Booking).Select(b => b.Team).First() })
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<TroubledMessage>(
            [.. page.Items.Select(t => new TroubledMessage(
                t.Message.Id.Value, t.Message.Booking.Value, t.Team.Value, t.Message.Kind, t.Message.Channel, t.Message.State,
                LondonTime.ToLondon(t.Message.CreatedAt), LondonTime.ToLondon(t.Message.StateSince), t.Message.Attempts, t.Message.LastFailure))],
            page.Number, page.PageSize, page.Total));
    }
}
