using System.Security.Cryptography;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>Sends e-mails and texts. Any number of replicas do so at once, each may die at any line, and nobody is told twice.</summary>
/// <remarks>
/// Claim, send, note. Before the server is given a mail that is noted too. Where the note that it took it is missing, because the process died or the
/// answer was not heard, the message is uncertain: an operator decides, nobody sends it again by themselves.
/// </remarks>
internal sealed partial class MessageRelay(
    IServiceScopeFactory scopes, SmtpPost post, IOptions<SendingPolicy> sending, IOptions<MessagesPolicy> policy, TimeProvider time,
    ILogger<MessageRelay> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    // Beyond the longest conversation: what is still claimed then is nobody's.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!post.HasServer)
        {
            MessagesWait(logger);
            return;
        }

        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await SendNextAsync(stoppingToken)) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>Sends the next message that is due; false where none is.</summary>
    internal async Task<bool> SendNextAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SchedulingDb>();
        var now = time.GetUtcNow();
        var claim = await SendingClaim.TakeAsync(db, post.ConversationMax + Grace, now, stoppingToken);
        if (claim is null) return false;

        var message = claim.Message;
        var booking = await db.Bookings.AsNoTracking().SingleAsync(b => b.Id == message.Booking, stoppingToken);
        if (message.IsOvertaken(booking, now)) await claim.MakeObsoleteAsync(now);
        else if (message.Channel == MessageChannel.Text && QuietHours.WaitOf(message.Kind, booking.StartsAt, now) is { } morning)
            await claim.PutBackAsync(morning, now);
        else await SendAsync(claim, booking, db, scope.ServiceProvider.GetRequiredService<PersonalDataCipher>(), stoppingToken);
        return true;
    }

    private async Task SendAsync(SendingClaim claim, Booking booking, SchedulingDb db, PersonalDataCipher cipher, CancellationToken stoppingToken)
    {
        var message = claim.Message;
        try
        {
            var appointment = await Appointment.OfAsync(booking, db, cipher, stoppingToken);
            using var mail = MessageMail.Of(message, appointment, policy.Value, post);
            await post.SendAsync(mail, beforeData: () => claim.NoteGiven(time.GetUtcNow()), stoppingToken);
        }
        catch (ClaimLostException)
        {
            // Where the claim still stands, the booking has changed: the next look finds the message overtaken.
            await claim.PutBackAsync(time.GetUtcNow(), time.GetUtcNow());
            return;
        }
        catch (UnsureWhetherSentException e)
        {
            await claim.NoteUncertainAsync(SendingFailure.ReasonOf(e), time.GetUtcNow());
            Uncertain(logger, message.Id.Value, message.Kind, SendingFailure.ReasonOf(e));
            return;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await claim.PutBackAsync(time.GetUtcNow(), time.GetUtcNow());
            throw;
        }
        catch (Exception e) when (SendingFailure.IsForGood(e))
        {
            if (await claim.ReplaceByLetterAsync(SendingFailure.ReasonOf(e), time.GetUtcNow()))
                Replaced(logger, message.Id.Value, message.Kind, SendingFailure.ReasonOf(e));
            return;
        }
        catch (Exception e)
        {
            var forGood = e is CryptographicException or InvalidOperationException;
            await claim.NoteFailedAsync(SendingFailure.ReasonOf(e), forGood, sending.Value, time.GetUtcNow());
            Failed(logger, message.Id.Value, message.Kind, message.Attempts, SendingFailure.ReasonOf(e));
            return;
        }

        await claim.NoteSentAsync(booking, time.GetUtcNow());
        Sent(logger, message.Id.Value, message.Kind);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail:Smtp:Host is not set: messages to people wait and are not sent")]
    private static partial void MessagesWait(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} ({Kind}) was sent")]
    private static partial void Sent(ILogger logger, Guid messageId, MessageKind kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} ({Kind}) was not sent at attempt {Attempt}: {Reason}")]
    private static partial void Failed(ILogger logger, Guid messageId, MessageKind kind, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} ({Kind}) is refused for good, and becomes a letter: {Reason}")]
    private static partial void Replaced(ILogger logger, Guid messageId, MessageKind kind, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nobody knows whether message {MessageId} ({Kind}) was sent: {Reason}")]
    private static partial void Uncertain(ILogger logger, Guid messageId, MessageKind kind, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The messages wait: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
