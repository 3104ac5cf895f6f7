using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>Which messages exist for a caller: letters about what is booked with their teams; to an operator, all, without their words.</summary>
internal static class MessageRelationship
{
    /// <summary>The message, locked until the transaction ends.</summary>
    public static async Task<Message> LockMessageAsync(this SchedulingDb db, Guid id, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"SELECT FROM messages WHERE id = {id} FOR UPDATE", cancellationToken);
        return await db.Messages.SingleOrDefaultAsync(m => m.Id == new MessageId(id), cancellationToken)
            ?? throw new DomainException(MessageErrors.Unknown);
    }

    /// <summary>The booking that the message is about, if it is one of the caller's teams.</summary>
    public static async Task<Booking> BookingOfAsync(this SchedulingDb db, Guid message, Caller caller, CancellationToken cancellationToken)
    {
        var teams = db.TeamsOf(caller).Select(t => t.Id);
        return await db.Bookings.AsNoTracking()
            .Where(b => teams.Contains(b.Team) && db.Messages.Any(m => m.Id == new MessageId(message) && m.Booking == b.Id))
            .SingleOrDefaultAsync(cancellationToken) ?? throw new DomainException(MessageErrors.Unknown);
    }
}
