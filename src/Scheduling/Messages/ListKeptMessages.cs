using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.Messages;

public sealed record KeptMessages(IReadOnlyList<KeptMessage> Items);

/// <summary>A message as it would leave now.</summary>
public sealed record KeptMessage(
    Guid Id, MessageKind Kind, MessageChannel Channel, DateTimeOffset CreatedAt, string To, string Subject, string? Text);

/// <summary>In a demonstration without a mail server, an operator reads the e-mails and texts that would be sent, newest first.</summary>
internal static class ListKeptMessages
{
    private const int MessagesMax = 50;

    public static async Task<Ok<KeptMessages>> Handle(
        SchedulingDb db, PersonalDataCipher cipher, IOptions<MessagesPolicy> policy, SmtpPost post, IConfiguration configuration,
        IHostEnvironment environment, Caller caller, Purpose purpose, TimeProvider time, CancellationToken cancellationToken)
    {
        var isDemonstration = configuration.GetValue("Demonstration:Enabled", false) && !environment.IsProduction();
        if (!isDemonstration || post.HasServer) throw new DomainException(MessageErrors.OnlyInDemonstration);

        var now = time.GetUtcNow();
        var waiting = await (
            from message in db.Messages.AsNoTracking()
            join booking in db.Bookings on message.Booking equals booking.Id
            where message.State == MessageState.Waiting && message.Channel != MessageChannel.Letter
            orderby message.Id descending
            select new { Message = message, Booking = booking }).Take(MessagesMax).ToListAsync(cancellationToken);
        var items = new List<KeptMessage>();
        foreach (var kept in waiting.Where(w => !w.Message.IsOvertaken(w.Booking, now)))
        {
            using var mail = MessageMail.Of(
                kept.Message, await Appointment.OfAsync(kept.Booking, db, cipher, cancellationToken), policy.Value, post);
            items.Add(new(kept.Message.Id.Value, kept.Message.Kind, kept.Message.Channel, kept.Message.CreatedAt, mail.To.ToString(),
                mail.Subject ?? "", mail.TextBody));
            db.RecordAccess(caller, purpose, "message.kept-read", "booking", $"{kept.Booking.Id.Value}", kept.Booking.PersonKey);
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new KeptMessages(items));
    }
}
