using IntegratedCare.Identity.Demonstration;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Mail;

/// <summary>In a demonstration without a mail server, an operator reads what would have been sent, newest first.</summary>
internal static class ListKeptMails
{
    private const int MailsMax = 50;

    public static async Task<Ok<KeptMailsView>> Handle(
        IdentityDb db, DemonstrationMode demonstration, SmtpPost post, PersonalDataCipher cipher, Caller caller, Purpose purpose,
        CancellationToken cancellationToken)
    {
        if (!demonstration.IsOn || post.HasServer) throw new DomainException(MailErrors.OnlyInDemonstration);

        var mails = await db.Mails.AsNoTracking().Where(mail => mail.SealedContent != null)
            .OrderByDescending(mail => mail.Id).Take(MailsMax).ToListAsync(cancellationToken);
        db.RecordAccess(caller, purpose, "mails.read", "mails", "kept");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new KeptMailsView([.. mails.Select(mail => View(mail, mail.Open(cipher)))]));
    }

    private static KeptMailView View(QueuedMail mail, MailContent content) => new(
        mail.Id.Value, mail.Kind, mail.CreatedAt, content.To, content.Subject, content.Paragraphs);
}

public sealed record KeptMailsView(IReadOnlyList<KeptMailView> Items);

public sealed record KeptMailView(
    Guid Id, MailKind Kind, DateTimeOffset CreatedAt, string To, string Subject, IReadOnlyList<string> Paragraphs);
