using IntegratedCare.Identity.Tokens;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.SigningIn;

internal static class SignInEndpoints
{
    public static void AddSigningIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<PasswordAttempts>();
        builder.Services.AddScoped<OwnAccount>();
    }

    public static void MapSigningIn(this IEndpointRouteBuilder routes)
    {
        var signIn = routes.MapGroup("/identity/sign-in").WithTags("Signing in")
            .AllowAnyone("Signing in is how a person becomes known.")
            .RequireRateLimiting(TokenEndpoints.SignInLimit)
            .ProducesProblem(429);
        signIn.MapPost("/", SignInWithPassword.Handle).WithName(nameof(SignInWithPassword)).ProducesProblem(401).ProducesProblem(403);
        signIn.MapPost("/persona", SignInAsPersona.Handle).WithName(nameof(SignInAsPersona)).ProducesProblem(404);

        routes.MapPost("/identity/sign-out", SignOut.Handle).WithName(nameof(SignOut)).WithTags("Signing in")
            .AllowAnyone("Whoever holds a session's cookie may end the session, also when it opens nothing any more.");
    }
}
