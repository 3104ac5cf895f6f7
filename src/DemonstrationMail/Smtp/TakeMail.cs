using System.Buffers;
using IntegratedCare.DemonstrationMail.Mails;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace IntegratedCare.DemonstrationMail.Smtp;

/// <summary>A mail has come: it is kept, and goes nowhere.</summary>
internal sealed class TakeMail(MailTray tray, TimeProvider time) : MessageStore
{
    private const int RecipientsMax = 100;

    public override Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        if (transaction.To.Count > RecipientsMax) return Task.FromResult(SmtpResponse.NoValidRecipientsGiven);

        tray.Keep(new(Guid.CreateVersion7(), time.GetUtcNow(), [.. transaction.To.Select(mailbox => mailbox.AsAddress())], buffer.ToArray()));
        return Task.FromResult(SmtpResponse.Ok);
    }
}
