using IntegratedCare.Identity.Tokens;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.SecondFactors;

internal static class SecondFactorEndpoints
{
    public static void AddSecondFactors(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SecondFactorPolicy>();
        services.AddScoped<SecondFactorCheck>();
        services.AddScoped<TotpSetUp>();
        services.AddScoped<WaitingSignIns>();
        services.AddHostedService<PolicyGuard>();
    }

    public static void MapSecondFactors(this IEndpointRouteBuilder routes)
    {
        var signIn = routes.MapGroup("/identity/sign-in").WithTags("Signing in")
            .AllowAnyone("Who has given one factor is not known yet; the cookie of the waiting sign-in is checked.")
            .RequireRateLimiting(TokenEndpoints.SignInLimit)
            .ProducesProblem(410).ProducesProblem(429);
        signIn.MapPost("/second-factor", GiveSecondFactor.Handle).WithName(nameof(GiveSecondFactor)).ProducesProblem(401).ProducesProblem(403);
        signIn.MapGet("/second-factor", ShowWaitingSignIn.Handle).WithName(nameof(ShowWaitingSignIn));
        signIn.MapPost("/second-factor/totp", SetUpAtSignIn.Begin).WithName("BeginTotpAtSignIn").ProducesProblem(409);
        signIn.MapPost("/second-factor/totp/confirmation", SetUpAtSignIn.Confirm).WithName("ConfirmTotpAtSignIn")
            .ProducesProblem(409).ProducesProblem(422);

        var own = routes.MapGroup("/identity/second-factor").WithTags("Second factor").Allow(Policies.SelfChange).ProducesProblem(404);
        own.MapGet("/", ShowSecondFactor.Handle).WithName(nameof(ShowSecondFactor));
        own.MapPost("/totp", BeginTotp.Handle).WithName(nameof(BeginTotp)).ProducesProblem(409);
        own.MapPost("/totp/confirmation", ConfirmTotp.Handle).WithName(nameof(ConfirmTotp))
            .ProducesProblem(409).ProducesProblem(422).ProducesProblem(429);
        own.MapPost("/totp/removal", RemoveTotp.Handle).WithName(nameof(RemoveTotp)).ProducesProblem(422).ProducesProblem(429);
        own.MapPost("/recovery-codes", RenewRecoveryCodes.Handle).WithName(nameof(RenewRecoveryCodes)).ProducesProblem(422).ProducesProblem(429);

        routes.MapPost("/identity/accounts/{id:guid}/second-factor/reset", ResetSecondFactor.Handle).WithName(nameof(ResetSecondFactor))
            .WithTags("Accounts").Allow(Policies.AccountsManage).ProducesProblem(404);
    }

    /// <summary>Has the policy's setting read at the start, so that a wrong one stops it there.</summary>
    private sealed class PolicyGuard(SecondFactorPolicy policy) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(policy);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
