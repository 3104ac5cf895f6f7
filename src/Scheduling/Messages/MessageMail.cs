using System.Net;
using System.Text;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Scheduling.Calendars;
using MimeKit;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>A message as a mail: to the person's own address, or to the gateway that makes a text of it.</summary>
internal static class MessageMail
{
    public static MimeMessage Of(Message message, Appointment appointment, MessagesPolicy policy, SmtpPost post)
    {
        var words = new MessageWords(message.Kind, appointment, policy.ContactPhone);
        return message.Channel switch
        {
            MessageChannel.Email => Mail(message, AddressOf(appointment), post, words.Subject, WithCalendar(appointment, words)),
            MessageChannel.Text => Mail(message, policy.TextAddressOf(NumberOf(appointment)), post, "", new TextPart("plain") { Text = words.Text }),
            MessageChannel.Letter => throw new InvalidOperationException("Letters go by post."),
        };
    }

    private static MimeMessage Mail(Message message, EmailAddress to, SmtpPost post, string subject, MimeEntity body)
    {
        var mail = new MimeMessage { Subject = subject, MessageId = post.MessageIdOf(message.Id.Value), Body = body };
        mail.From.Add(post.Sender);
        mail.To.Add(new MailboxAddress(null, to.Value));
        mail.Headers.Add("Auto-Submitted", "auto-generated");       // RFC 3834: no absence notes, please
        return mail;
    }

    // The same entry every time, with the booking's sequence: a calendar that has it moves it or takes it away.
    private static Multipart WithCalendar(Appointment appointment, MessageWords words) => new("mixed")
    {
        Alternatives(appointment, words),
        new TextPart("calendar")
        {
            Text = CalendarText.Single(appointment.Entry),
            ContentDisposition = new(ContentDisposition.Attachment) { FileName = $"appointment-{appointment.Reference}.ics" },
        },
    };

    private static Multipart Alternatives(Appointment appointment, MessageWords words)
    {
        IReadOnlyList<string> paragraphs = [$"Hello {appointment.Person.GivenName},", .. words.Paragraphs];
        return new("alternative")
        {
            new TextPart("plain") { Text = string.Join("\n\n", paragraphs) + "\n" },
            new TextPart("html") { Text = HtmlOf(paragraphs) },
        };
    }

    private static string HtmlOf(IReadOnlyList<string> paragraphs)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"en-GB\"><body>");
        foreach (var paragraph in paragraphs) html.Append("<p>").Append(WebUtility.HtmlEncode(paragraph)).Append("</p>");
        return html.Append("</body></html>").ToString();
    }

    private static EmailAddress AddressOf(Appointment appointment) =>
        appointment.Person.Contact.Email ?? throw new InvalidOperationException("Who is told by e-mail has an address.");

    private static MobileNumber NumberOf(Appointment appointment) => MobileNumber.TryParse(appointment.Person.Phone, out var number)
        ? number
        : throw new InvalidOperationException("Who is told by text has a mobile number.");
}
