using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.ManualEntries;

internal static class ManualEntryEndpoints
{
    public static RouteGroupBuilder MapManualEntries(this IEndpointRouteBuilder routes)
    {
        var entries = routes.MapGroup("/api/ledger/funds/{code}/manual-entries").WithTags("Manual entries");
        entries.MapPost("/", PostManualEntry.Handle).WithName(nameof(PostManualEntry))
            .RequireIdempotencyKey()
            .Allow(Policies.ManualEntryPost)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return entries;
    }
}
