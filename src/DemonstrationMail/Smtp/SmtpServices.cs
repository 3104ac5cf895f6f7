namespace IntegratedCare.DemonstrationMail.Smtp;

internal static class SmtpServices
{
    public static void AddSmtp(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TakeMail>();
        builder.Services.AddHostedService<SmtpDoor>();
    }
}
