using IntegratedCare.Identity.Tokens;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Passwords;

internal static class PasswordEndpoints
{
    public static void AddPasswords(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<PasswordCheck>();
        services.AddScoped<PasswordRules>();
        services.AddSingleton<BreachedPasswords>();
        services.AddHostedService(provider => provider.GetRequiredService<BreachedPasswords>());
        services.AddHostedService<ResetLetters>();
    }

    public static void MapPasswords(this IEndpointRouteBuilder routes)
    {
        var password = routes.MapGroup("/identity/password").WithTags("Passwords").RequireRateLimiting(TokenEndpoints.SignInLimit);
        password.MapPost("/", ChangePassword.Handle).WithName(nameof(ChangePassword)).Allow(Policies.SelfChange)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        password.MapPost("/reset-request", RequestReset.Handle).WithName(nameof(RequestReset))
            .AllowAnyone("Whoever forgot their password cannot sign in.").ProducesProblem(429);
        password.MapPost("/reset", ResetPassword.Handle).WithName(nameof(ResetPassword))
            .AllowAnyone("The secret of the mailed link proves who it is.").ProducesProblem(410).ProducesProblem(422);
    }
}
