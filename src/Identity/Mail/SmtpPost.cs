using System.Net;
using System.Text;
using IntegratedCare.Identity.Accounts;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace IntegratedCare.Identity.Mail;

/// <summary>Hands mails to the place's mail server.</summary>
internal sealed class SmtpPost(IOptions<MailPolicy> policy)
{
    /// <summary>Sends one mail. Its id is the message's, so that a mail which was sent twice after a crash can be seen to be one.</summary>
    public async Task SendAsync(MailId id, MailContent content, CancellationToken cancellationToken)
    {
        var smtp = policy.Value.Smtp;
        var host = smtp.Host ?? throw new InvalidOperationException("Mail:Smtp:Host is not set.");
        using var client = new SmtpClient { Timeout = (int)smtp.Timeout.TotalMilliseconds };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(smtp.Timeout * 2);

        await client.ConnectAsync(host, smtp.Port, OptionsFor(smtp.Security), deadline.Token);
        if (smtp is { UserName: { } name, Password: { } password }) await client.AuthenticateAsync(name, password, deadline.Token);
        using var message = MessageOf(id, content, policy.Value);
        await client.SendAsync(message, deadline.Token);
        await client.DisconnectAsync(quit: true, deadline.Token);
    }

    internal static MimeMessage MessageOf(MailId id, MailContent content, MailPolicy policy)
    {
        // The address was found to be one when it was queued; that is asked again where the headers are made.
        var to = new EmailAddress(content.To);
        var message = new MimeMessage
        {
            Subject = content.Subject,
            MessageId = $"{id.Value:N}@{policy.From.Split('@')[1]}",
            Body = new Multipart("alternative")
            {
                new TextPart("plain") { Text = string.Join("\n\n", content.Paragraphs) + "\n" },
                new TextPart("html") { Text = HtmlOf(content) },
            },
        };
        message.From.Add(new MailboxAddress("IntegratedCare", policy.From));
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

    private static SecureSocketOptions OptionsFor(SmtpSecurity security) => security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
    };
}
