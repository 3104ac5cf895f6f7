using System.Net;
using System.Text;
using IntegratedCare.Kernel.Mail;
using MimeKit;

namespace IntegratedCare.Identity.Mail;

/// <summary>A mail as it goes over the wire: plain text, and the same as HTML.</summary>
internal static class MailMessage
{
    public static MimeMessage Of(MailId id, MailContent content, SmtpPost post)
    {
        // The address was found to be one when it was queued; that is asked again where the headers are made.
        var to = new EmailAddress(content.To);
        var message = new MimeMessage
        {
            Subject = content.Subject,
            MessageId = post.MessageIdOf(id.Value),
            Body = new Multipart("alternative")
            {
                new TextPart("plain") { Text = string.Join("\n\n", content.Paragraphs) + "\n" },
                new TextPart("html") { Text = HtmlOf(content) },
            },
        };
        message.From.Add(post.Sender);
        message.To.Add(new MailboxAddress(null, to.Value));
        message.Headers.Add("Auto-Submitted", "auto-generated");        // RFC 3834: no absence notes, please
        return message;
    }

    private static string HtmlOf(MailContent content)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"en-GB\"><body>");
        foreach (var paragraph in content.Paragraphs)
        {
            var text = WebUtility.HtmlEncode(paragraph);
            html.Append(MailLinks.IsLink(paragraph) ? $"<p><a href=\"{text}\">{text}</a></p>" : $"<p>{text}</p>");
        }

        return html.Append("</body></html>").ToString();
    }
}
