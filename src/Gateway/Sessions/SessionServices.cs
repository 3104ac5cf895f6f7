namespace IntegratedCare.Gateway.Sessions;

internal static class SessionServices
{
    public static void AddSessions(this WebApplicationBuilder builder)
    {
        // Read when the host starts and not here: a test, like an environment, may still have its say.
        builder.Services.AddSingleton(services => SessionSettings.Read(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton<SessionExchange>();
        builder.Services.AddSingleton<SessionTokens>();
        builder.Services.AddSingleton<SessionGuesses>();
        builder.Services.AddSingleton<CallerTokens>();
    }

    /// <summary>First who may ask in a browser's name, then the token in place of its cookie. Call it before whatever needs to know the caller.</summary>
    public static void UseSessions(this WebApplication app)
    {
        app.Use(CrossSite.RefuseAsync);
        app.Use(SessionHasEnded.TellAsync);
        app.UseMiddleware<SessionBearer>();
    }
}
