using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Tokens;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Passkeys;

internal static class PasskeyEndpoints
{
    private const int AnswerBytesMax = 32 * 1024;

    public static void AddPasskeys(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PasskeyPolicy>().BindConfiguration("Identity:Passkeys").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<PasskeyPolicy>>((options, policy) =>
        {
            options.ServerDomain = policy.Value.Domain;
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            options.AuthenticatorTimeout = PasskeyQuestion.AgeMax;
            options.ValidateOrigin = origin => ValueTask.FromResult(IsOurs(origin, policy.Value));
        });
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddScoped<PasskeyQuestions>();
    }

    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        var signIn = routes.MapGroup("/identity/sign-in/passkey").WithTags("Signing in")
            .AllowAnyone("Signing in is how a person becomes known.")
            .RequireRateLimiting(TokenEndpoints.SignInLimit).WithMetadata(new RequestSizeLimitAttribute(AnswerBytesMax))
            .ProducesProblem(429);
        signIn.MapPost("/options", AskForPasskey.Handle).WithName(nameof(AskForPasskey)).Produces<object>(200);
        signIn.MapPost("/", SignInWithPasskey.Handle).WithName(nameof(SignInWithPasskey)).ProducesProblem(400).ProducesProblem(403);

        var own = routes.MapGroup("/identity/passkeys").WithTags("Passkeys").Allow(Policies.SelfChange)
            .WithMetadata(new RequestSizeLimitAttribute(AnswerBytesMax)).ProducesProblem(403).ProducesProblem(404);
        own.MapPost("/options", AskToAddPasskey.Handle).WithName(nameof(AskToAddPasskey)).Produces<object>(200)
            .ProducesProblem(409).ProducesProblem(422).ProducesProblem(429);
        own.MapPost("/", AddPasskey.Handle).WithName(nameof(AddPasskey)).ProducesProblem(400).ProducesProblem(409);
        own.MapGet("/", ListPasskeys.Handle).WithName(nameof(ListPasskeys));
        own.MapPost("/{id}/removal", RemovePasskey.Handle).WithName(nameof(RemovePasskey)).ProducesProblem(422).ProducesProblem(429);
    }

    /// <summary>A page of this place, and none that another site shows in a frame.</summary>
    private static bool IsOurs(PasskeyOriginValidationContext asked, PasskeyPolicy policy) =>
        !asked.CrossOrigin && (policy.Origins.Length > 0
            ? policy.Origins.Contains(asked.Origin, StringComparer.Ordinal)
            : asked.Origin == $"{asked.HttpContext.Request.Scheme}://{asked.HttpContext.Request.Host}");
}
