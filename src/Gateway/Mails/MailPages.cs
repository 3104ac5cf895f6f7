using System.Globalization;
using IntegratedCare.Gateway.Pages;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Gateway.Mails;

/// <summary>The operator's pages of a demonstration's mails, without script. What a mail says becomes no markup.</summary>
internal sealed class MailPages
{
    public const string ContentType = "text/html; charset=utf-8";

    private readonly string frame = Page.Read("mails.html").Text;

    public string Render(MailListView mails) => Frame("Mails", mails.Items.Count == 0
        ? Markup.Of($"<p>No mail has been sent yet.</p>")
        : Markup.Of($"""
            <p>The newest {mails.Items.Count} of {mails.Total} that are kept.</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Mails">
              <table>
                <caption>Mails that this demonstration's services have sent</caption>
                <thead><tr><th scope="col">Received</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead>
                <tbody>{Markup.Join(mails.Items.Select(Row))}</tbody>
              </table>
            </div>
            """));

    public string Render(MailView mail) => Frame(TitleOf(mail.Subject), Markup.Of($"""
        <dl class="meanings">
          <dt>Received</dt><dd>{TimeOf(mail.ReceivedAt)}</dd>
          <dt>From</dt><dd>{mail.From}</dd>
          <dt>To</dt><dd>{string.Join(", ", mail.To)}</dd>
        </dl>
        {TextOf(mail)}
        {(mail.Html is null ? Markup.Nothing : Markup.Of($"""<p><a href="/operations/mails/{mail.Id.ToString()}/html">As a mail program shows it</a></p>"""))}
        {Markup.Join(mail.Attachments.Select(Attachment))}
        <p><a href="/operations/mails/page">All mails</a></p>
        """));

    private static Markup Row(MailHeadView mail) => Markup.Of(
        $"""<tr><th scope="row">{TimeOf(mail.ReceivedAt)}</th><td>{string.Join(", ", mail.To)}</td><td><a href="/operations/mails/{mail.Id.ToString()}/page">{TitleOf(mail.Subject)}</a></td></tr>""");

    private static Markup TextOf(MailView mail) =>
        mail.Text is { } text ? Markup.Of($"<h2>Text</h2><pre>{text}</pre>") : Markup.Nothing;

    private static Markup Attachment(MailAttachmentView attachment) => Markup.Of(
        $"<h2>{attachment.Name ?? "Without a name"} <code>{attachment.ContentType}</code></h2>{(attachment.Text is { } text ? Markup.Of($"<pre>{text}</pre>") : Markup.Nothing)}");

    private static string TitleOf(string subject) => subject.Length == 0 ? "(no subject)" : subject;

    private static string TimeOf(DateTimeOffset instant) =>
        LondonTime.ToLondon(instant).ToString("d MMMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private string Frame(string title, Markup content) => frame
        .Replace("<!-- title -->", Markup.Of($"{title}").Html, StringComparison.Ordinal)
        .Replace("<!-- content -->", content.Html, StringComparison.Ordinal);
}
