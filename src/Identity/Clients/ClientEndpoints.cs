using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Clients;

internal static class ClientEndpoints
{
    public static void MapClients(this IEndpointRouteBuilder routes)
    {
        var clients = routes.MapGroup("/identity/clients").WithTags("Clients").Allow(Policies.ProgramsManage);
        clients.MapGet("/", ListClients.Handle).WithName(nameof(ListClients));
        clients.MapPost("/", RegisterClient.Handle).WithName(nameof(RegisterClient)).ProducesProblem(409).ProducesProblem(422);
        clients.MapPost("/{id}/secrets", AddSecret.Handle).WithName(nameof(AddSecret)).ProducesProblem(404).ProducesProblem(409);
        clients.MapPost("/{id}/secrets/{secretId:guid}/withdrawal", WithdrawSecret.Handle).WithName(nameof(WithdrawSecret))
            .ProducesProblem(404).ProducesProblem(409);
        clients.MapPost("/{id}/suspension", SuspendClient.Handle).WithName(nameof(SuspendClient))
            .ProducesProblem(404).ProducesProblem(409);
        clients.MapPost("/{id}/reinstatement", ReinstateClient.Handle).WithName(nameof(ReinstateClient))
            .ProducesProblem(404).ProducesProblem(409);
    }
}
