using IntegratedCare.Identity.Tokens;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.EmailChanges;

internal static class EmailEndpoints
{
    public static void MapEmailChanges(this IEndpointRouteBuilder routes)
    {
        var email = routes.MapGroup("/identity/email").WithTags("E-mail address").RequireRateLimiting(TokenEndpoints.SignInLimit);
        email.MapPost("/", ChangeEmail.Handle).WithName(nameof(ChangeEmail)).Allow(Policies.SelfChange)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        email.MapPost("/confirmation", ConfirmEmail.Handle).WithName(nameof(ConfirmEmail))
            .AllowAnyone("The secret of the mailed link proves who it is.").ProducesProblem(403).ProducesProblem(410);
    }
}
