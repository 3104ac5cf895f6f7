using System.Text.Json;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Identity.Mail;

internal readonly record struct MailId(Guid Value) : IEntityId<MailId>
{
    public static MailId New() => new(Guid.CreateVersion7());

    public static MailId From(Guid value) => new(value);
}

/// <summary>A mail that is to be sent, or was, or could not be. To whom and what lies encrypted until it is sent, and is then erased.</summary>
internal sealed class QueuedMail
{
    public required MailId Id { get; init; }
    public required MailKind Kind { get; init; }
    public Guid? AccountId { get; init; }                       // null: the address has no account yet
    public byte[]? SealedContent { get; private set; }          // null: it was sent
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset NextAttemptAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? SentAt { get; private set; }         // null: not sent
    public DateTimeOffset? FailedAt { get; private set; }       // null: sent, or still tried
    public string? LastFailure { get; private set; }            // null: no attempt has failed

    public static QueuedMail To(EmailAddress to, Guid? account, MailText text, PersonalDataCipher cipher, DateTimeOffset now)
    {
        var mail = new QueuedMail { Id = MailId.New(), Kind = text.Kind, AccountId = account, CreatedAt = now, NextAttemptAt = now };
        var content = JsonSerializer.Serialize(new MailContent(to.Value, text.Subject, text.Paragraphs));
        mail.SealedContent = cipher.Encrypt(content, mail.Context);
        return mail;
    }

    public MailContent Open(PersonalDataCipher cipher) =>
        SealedContent is { } content && JsonSerializer.Deserialize<MailContent>(cipher.Decrypt(content, Context)) is { } open
            ? open
            : throw new InvalidOperationException("What a mail said is erased when it is sent.");

    public void Sent(DateTimeOffset now) => (SentAt, SealedContent) = (now, null);

    /// <summary>An attempt came to nothing: it is tried again after a doubling wait, as often as the policy says.</summary>
    public void Failed(string why, bool forGood, SendingPolicy policy, DateTimeOffset now)
    {
        LastFailure = why;
        if (forGood || Attempts >= policy.AttemptsMax) FailedAt = now;
        else NextAttemptAt = now + policy.WaitAfter(Attempts);
    }

    /// <summary>An operator has seen why it failed, and wants it tried anew.</summary>
    public void TryAgain(DateTimeOffset now) => (FailedAt, Attempts, NextAttemptAt) = (null, 0, now);

    private string Context => $"mails.content/{Id.Value}";
}

/// <summary>To whom, about what, and the words.</summary>
internal sealed record MailContent(string To, string Subject, IReadOnlyList<string> Paragraphs);
