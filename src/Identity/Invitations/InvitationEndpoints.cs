using IntegratedCare.Identity.Tokens;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Invitations;

internal static class InvitationEndpoints
{
    public static void AddInvitations(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Inviting>();
        builder.Services.AddHostedService<FirstOperator>();
    }

    public static void MapInvitations(this IEndpointRouteBuilder routes)
    {
        var invitations = routes.MapGroup("/identity/invitations").WithTags("Invitations").Allow(Policies.AccountsManage);
        invitations.MapGet("/", ListInvitations.Handle).WithName(nameof(ListInvitations));
        invitations.MapPost("/", InvitePerson.Handle).WithName(nameof(InvitePerson)).ProducesProblem(409).ProducesProblem(422);
        invitations.MapPost("/{id:guid}/withdraw", WithdrawInvitation.Handle).WithName(nameof(WithdrawInvitation))
            .ProducesProblem(404).ProducesProblem(409);
        invitations.MapPost("/{id:guid}/resend", ResendInvitation.Handle).WithName(nameof(ResendInvitation))
            .ProducesProblem(404).ProducesProblem(409);

        routes.MapPost("/identity/invitations/acceptance", AcceptInvitation.Handle).WithName(nameof(AcceptInvitation)).WithTags("Invitations")
            .AllowAnyone("The secret of the mailed link proves who it is.")
            .RequireRateLimiting(TokenEndpoints.SignInLimit)
            .ProducesProblem(410).ProducesProblem(422).ProducesProblem(429);
    }
}
