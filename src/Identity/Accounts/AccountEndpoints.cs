using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Accounts;

internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/identity/accounts").WithTags("Accounts").Allow(Policies.AccountsManage);
        accounts.MapGet("/", ListAccounts.Handle).WithName(nameof(ListAccounts));
        accounts.MapGet("/{id:guid}", ReadAccount.Handle).WithName(nameof(ReadAccount)).ProducesProblem(404);
        accounts.MapPut("/{id:guid}", PutAccount.Handle).WithName(nameof(PutAccount))
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        accounts.MapPost("/{id:guid}/suspension", SuspendAccount.Handle).WithName(nameof(SuspendAccount))
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(412);
        accounts.MapPost("/{id:guid}/reinstatement", ReinstateAccount.Handle).WithName(nameof(ReinstateAccount))
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
    }
}
