using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Mail;

namespace IntegratedCare.Identity.Mail;

internal static class MailEndpoints
{
    public static void AddMails(this WebApplicationBuilder builder)
    {
        builder.AddPost();
        var services = builder.Services;
        services.AddOptions<MailPolicy>().BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<Mails>();
        services.AddSingleton<MailLinks>();
        services.AddHostedService<MailRelay>();
    }

    public static void MapMails(this IEndpointRouteBuilder routes)
    {
        var mails = routes.MapGroup("/identity/mails").WithTags("Mails").Allow(Policies.MailsManage);
        mails.MapGet("/", ListKeptMails.Handle).WithName(nameof(ListKeptMails)).ProducesProblem(404);
        mails.MapGet("/failed", ListFailedMails.Handle).WithName(nameof(ListFailedMails));
        mails.MapPost("/{id:guid}/retry", RetryMail.Handle).WithName(nameof(RetryMail)).ProducesProblem(404);
    }
}
