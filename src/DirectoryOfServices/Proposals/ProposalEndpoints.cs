using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.DirectoryOfServices.Proposals;

internal static class ProposalEndpoints
{
    public static void MapProposals(this IEndpointRouteBuilder routes)
    {
        var proposals = routes.MapGroup("/api/directory/proposals").WithTags("Proposals");
        proposals.MapGet("/", ListProposals.Handle).WithName(nameof(ListProposals))
            .Allow(Policies.ProposalRead)
            .ProducesProblem(400);
        proposals.MapGet("/{id:guid}", ReadProposal.Handle).WithName(nameof(ReadProposal))
            .Allow(Policies.ProposalRead)
            .ProducesProblem(404);
        proposals.MapPost("/", ProposeService.Handle).WithName(nameof(ProposeService))
            .Allow(Policies.ProposalMake)
            .AcceptIdempotencyKey()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        proposals.MapPost("/{id:guid}/approval", ApproveProposal.Handle).WithName(nameof(ApproveProposal))
            .Allow(Policies.ProposalDecide)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        proposals.MapPost("/{id:guid}/rejection", RejectProposal.Handle).WithName(nameof(RejectProposal))
            .Allow(Policies.ProposalDecide)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        proposals.MapPost("/{id:guid}/withdrawal", WithdrawProposal.Handle).WithName(nameof(WithdrawProposal))
            .Allow(Policies.ProposalMake)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
    }
}
