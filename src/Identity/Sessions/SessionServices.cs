namespace IntegratedCare.Identity.Sessions;

internal static class SessionServices
{
    public static void AddSessions(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SessionPolicy>().BindConfiguration("Identity:Sessions").ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<BrowserSessions>();
        services.AddScoped<OpenSessions>();
    }
}
