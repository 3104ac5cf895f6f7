using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.Mails;

internal static class MailEndpoints
{
    public static void AddMails(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(MailTray.Resource);
        builder.Services.AddSingleton<MailTray>();
        builder.Services.AddSingleton<MailPages>();
    }

    public static void MapMails(this IEndpointRouteBuilder routes)
    {
        var mails = routes.MapGroup("/operations/mails").WithTags("Mails").Allow(Policies.MailsManage);
        mails.MapGet("/", ListMails.Handle).WithName(nameof(ListMails)).ProducesProblem(404).ProducesProblem(503);
        mails.MapGet("/page", ShowMailsPage.Handle).WithName(nameof(ShowMailsPage)).Produces<string>(200, "text/html").ProducesProblem(404).ProducesProblem(503);
        mails.MapGet("/{id:guid}", GetMail.Handle).WithName(nameof(GetMail)).ProducesProblem(404).ProducesProblem(503);
        mails.MapGet("/{id:guid}/page", ShowMailPage.Handle).WithName(nameof(ShowMailPage)).Produces<string>(200, "text/html").ProducesProblem(404).ProducesProblem(503);
        mails.MapGet("/{id:guid}/html", ShowMailHtml.Handle).WithName(nameof(ShowMailHtml)).Produces<string>(200, "text/html").ProducesProblem(404).ProducesProblem(503);
    }
}
