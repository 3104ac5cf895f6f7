namespace IntegratedCare.Identity.Mail;

/// <summary>What a mail is about; operators see it where a mail failed.</summary>
public enum MailKind
{
    Invitation,
    PasswordReset,
    PasswordChanged,
    EmailConfirmation,
    EmailChanging,
    EmailChanged,
    NewDevice,
    ManyFailures,
    SecondFactorChanged,
    BreakGlass,
}

/// <summary>A mail without its recipient: a subject of our own words, and paragraphs of plain text. A paragraph that is an address alone is a link.</summary>
internal sealed record MailText
{
    private const int SubjectLengthMax = 150;

    public MailText(MailKind kind, string subject, params IReadOnlyList<string> paragraphs)
    {
        // A line break would begin another header. No subject of ours has what others typed in it, and this keeps it so.
        if (subject.Length is 0 or > SubjectLengthMax || subject.Any(char.IsControl))
            throw new ArgumentException("A subject is one line.", nameof(subject));
        (Kind, Subject, Paragraphs) = (kind, subject, paragraphs);
    }

    public MailKind Kind { get; }
    public string Subject { get; }
    public IReadOnlyList<string> Paragraphs { get; }
}
