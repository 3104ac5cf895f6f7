using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.DemonstrationMail.Mails;

/// <summary>What the gateway asks, which shows it to operators; nobody else has the secret.</summary>
internal static class MailEndpoints
{
    private const int ListedMax = 100;
    private const int SecretLengthMin = 32;

    public static void AddMails(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsProduction())
            throw new InvalidOperationException("This keeps every mail that it is given and sends none: it is for demonstrations only.");
        builder.Services.AddSingleton<MailTray>();
    }

    public static void MapMails(this WebApplication app)
    {
        var secret = app.Configuration["DemonstrationMail:Secret"];
        if (secret is not { Length: >= SecretLengthMin })
            throw new InvalidOperationException($"DemonstrationMail:Secret needs {SecretLengthMin} characters.");

        var mails = app.MapGroup("/mails").AddEndpointFilter(async (context, next) =>
            IsTheGateway(context.HttpContext.Request, secret) ? await next(context) : TypedResults.Unauthorized());
        mails.MapGet("/", List);
        mails.MapGet("/{id:guid}", Show);
    }

    private static Ok<MailListView> List(MailTray tray, CancellationToken cancellationToken)
    {
        var newest = tray.Newest(MailTray.MailsMax);
        return TypedResults.Ok(new MailListView(newest.Count, [.. newest.Take(ListedMax).Select(MailHeadView.Of)]));
    }

    private static Results<Ok<MailView>, NotFound> Show(Guid id, MailTray tray, CancellationToken cancellationToken) =>
        tray.Find(id) is { } mail ? TypedResults.Ok(MailView.Of(mail)) : TypedResults.NotFound();

    // As hashes of one length, so that how long it takes tells nothing.
    private static bool IsTheGateway(HttpRequest request, string secret) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString())),
        SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {secret}")));
}
