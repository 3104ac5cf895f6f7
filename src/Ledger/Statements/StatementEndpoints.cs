using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Statements;

internal static class StatementEndpoints
{
    private static readonly string[] Forms = ["text/csv", "text/html"];

    public static RouteGroupBuilder MapStatements(this IEndpointRouteBuilder routes)
    {
        var statements = routes.MapGroup("/api/ledger/funds/{code}/statements").WithTags("Statements");
        statements.MapGet("/", FindStatements.Handle).WithName(nameof(FindStatements))
            .Allow(Policies.StatementsRead)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        statements.MapGet("/draft", DraftStatement.Handle).WithName(nameof(DraftStatement))
            .Allow(Policies.StatementDraft)
            .Produces(200, contentType: "application/json", additionalContentTypes: Forms)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
        statements.MapGet("/{number:int}", ReadStatement.Handle).WithName(nameof(ReadStatement))
            .Allow(Policies.StatementsRead)
            .Produces(200, contentType: "application/json", additionalContentTypes: Forms)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        statements.MapPost("/", IssueStatement.Handle).WithName(nameof(IssueStatement))
            .AcceptIdempotencyKey()
            .Allow(Policies.StatementIssue)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return statements;
    }
}
