using System.Globalization;
using MimeKit;

namespace IntegratedCare.DemonstrationMail.Mails;

/// <summary>The newest mails, and how many are kept.</summary>
internal sealed record MailListView(int Total, IReadOnlyList<MailHeadView> Items);

/// <summary>What stands on a mail's outside.</summary>
internal sealed record MailHeadView(
    Guid Id, DateTimeOffset ReceivedAt, string From, IReadOnlyList<string> To, string Subject, int Bytes)
{
    public static MailHeadView Of(KeptMail mail)
    {
        using var message = MailReading.Open(mail);
        return new(mail.Id, mail.ReceivedAt, message.From.ToString(), mail.To, message.Subject ?? "", mail.Content.Length);
    }
}

/// <summary>A whole mail. What is not text is named and not shown.</summary>
internal sealed record MailView(
    Guid Id, DateTimeOffset ReceivedAt, string From, IReadOnlyList<string> To, string Subject, int Bytes,
    string? Text, string? Html, IReadOnlyList<MailAttachmentView> Attachments)
{
    private const int AttachmentsMax = 20;

    public static MailView Of(KeptMail mail)
    {
        var head = MailHeadView.Of(mail);
        using var message = MailReading.Open(mail);
        return new(
            head.Id, head.ReceivedAt, head.From, head.To, head.Subject, head.Bytes, message.TextBody, message.HtmlBody,
            [.. message.Attachments.Take(AttachmentsMax).Select(MailAttachmentView.Of)]);
    }
}

/// <summary>What came with a mail; <c>Text</c> is absent where it is none.</summary>
internal sealed record MailAttachmentView(string? Name, string ContentType, string? Text)
{
    public static MailAttachmentView Of(MimeEntity entity) =>
        new(entity.ContentDisposition?.FileName, entity.ContentType.MimeType, entity is TextPart text ? text.Text : null);
}

/// <summary>Reads a mail's bytes, whatever they are: what is no mail reads as an empty one.</summary>
internal static class MailReading
{
    public static MimeMessage Open(KeptMail mail)
    {
        try
        {
            return MimeMessage.Load(new MemoryStream(mail.Content, writable: false));
        }
        catch (FormatException)
        {
            return new MimeMessage
            {
                Subject = string.Create(CultureInfo.InvariantCulture, $"({mail.Content.Length} bytes that are no mail)"),
            };
        }
    }
}
