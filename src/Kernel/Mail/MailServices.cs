using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Kernel.Mail;

/// <summary>For services that send mails.</summary>
public static class MailServices
{
    /// <summary>Adds the place's mail server as <see cref="SmtpPost"/>, and its settings.</summary>
    public static void AddPost(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SendingPolicy>().BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<SmtpPost>();
    }
}
