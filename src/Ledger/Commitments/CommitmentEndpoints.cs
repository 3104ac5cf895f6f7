using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Commitments;

internal static class CommitmentEndpoints
{
    public static RouteGroupBuilder MapCommitments(this IEndpointRouteBuilder routes)
    {
        var commitments = routes.MapGroup("/api/ledger/funds/{code}/commitments").WithTags("Commitments");
        commitments.MapGet("/", FindCommitments.Handle).WithName(nameof(FindCommitments))
            .Allow(Policies.PositionRead)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        commitments.MapGet("/{id:guid}", SeeCommitment.Handle).WithName(nameof(SeeCommitment))
            .Allow(Policies.PositionRead)
            .ProducesProblem(403).ProducesProblem(404);
        commitments.MapPost("/", MakeCommitment.Handle).WithName(nameof(MakeCommitment))
            .RequireIdempotencyKey()
            .Allow(Policies.CommitmentMake)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        commitments.MapPost("/{id:guid}/spend", SpendCommitment.Handle).WithName(nameof(SpendCommitment))
            .RequireIdempotencyKey()
            .Allow(Policies.CommitmentMake)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        commitments.MapPost("/{id:guid}/release", ReleaseCommitment.Handle).WithName(nameof(ReleaseCommitment))
            .RequireIdempotencyKey()
            .Allow(Policies.CommitmentMake)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return commitments;
    }
}
