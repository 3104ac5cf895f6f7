using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Gateway.Mails;

/// <summary>The newest mails, for programs.</summary>
internal static class ListMails
{
    public static async Task<Ok<MailListView>> Handle(MailTray tray, CancellationToken cancellationToken) =>
        TypedResults.Ok(await tray.ListAsync(cancellationToken));
}

/// <summary>One mail, for programs.</summary>
internal static class GetMail
{
    public static async Task<Ok<MailView>> Handle(Guid id, MailTray tray, CancellationToken cancellationToken) =>
        TypedResults.Ok(await tray.FindAsync(id, cancellationToken));
}

/// <summary>The newest mails, for people.</summary>
internal static class ShowMailsPage
{
    public static async Task<ContentHttpResult> Handle(MailTray tray, MailPages pages, CancellationToken cancellationToken) =>
        TypedResults.Text(pages.Render(await tray.ListAsync(cancellationToken)), MailPages.ContentType);
}

/// <summary>One mail, for people.</summary>
internal static class ShowMailPage
{
    public static async Task<ContentHttpResult> Handle(Guid id, MailTray tray, MailPages pages, CancellationToken cancellationToken) =>
        TypedResults.Text(pages.Render(await tray.FindAsync(id, cancellationToken)), MailPages.ContentType);
}

/// <summary>A mail's own HTML, as a mail program would show it.</summary>
/// <remarks>
/// Whoever can make a service send a mail decides what it says. The sandbox gives it an origin of nobody: no script runs, nothing is fetched or
/// sent, no form, and no cookie of ours is in reach.
/// </remarks>
internal static class ShowMailHtml
{
    private const string Sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static async Task<ContentHttpResult> Handle(Guid id, HttpResponse response, MailTray tray, CancellationToken cancellationToken)
    {
        var mail = await tray.FindAsync(id, cancellationToken);
        response.Headers[HeaderNames.ContentSecurityPolicy] = Sandbox;
        return mail.Html is { } html
            ? TypedResults.Text(html, MailPages.ContentType)
            : TypedResults.Text(mail.Text ?? "", $"{MediaTypeNames.Text.Plain}; charset=utf-8");
    }
}
