using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Payments;

internal static class PaymentEndpoints
{
    public static void MapPayments(this IEndpointRouteBuilder routes)
    {
        var payees = routes.MapGroup("/api/ledger/payees").WithTags("Payments").Allow(Policies.PayeesKeep);
        payees.MapGet("/", FindPayees.Handle).WithName(nameof(FindPayees)).ProducesProblem(403);
        payees.MapGet("/{organisation}", SeePayee.Handle).WithName(nameof(SeePayee)).ProducesProblem(403).ProducesProblem(404);
        payees.MapPut("/{organisation}", PutPayee.Handle).WithName(nameof(PutPayee))
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);

        var fund = routes.MapGroup("/api/ledger/funds/{code}").WithTags("Payments");
        fund.MapGet("/payables", SeePayables.Handle).WithName(nameof(SeePayables))
            .Allow(Policies.PaymentPropose).ProducesProblem(403).ProducesProblem(404);
        fund.MapPost("/bills", RegisterBill.Handle).WithName(nameof(RegisterBill))
            .RequireIdempotencyKey()
            .Allow(Policies.PaymentPropose)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

        var runs = fund.MapGroup("/payment-runs");
        runs.MapGet("/", FindPaymentRuns.Handle).WithName(nameof(FindPaymentRuns))
            .Allow(Policies.PaymentPropose).ProducesProblem(403).ProducesProblem(404);
        runs.MapGet("/{id:guid}", SeePaymentRun.Handle).WithName(nameof(SeePaymentRun))
            .Allow(Policies.PaymentPropose).ProducesProblem(403).ProducesProblem(404);
        runs.MapPost("/", ProposePaymentRun.Handle).WithName(nameof(ProposePaymentRun))
            .RequireIdempotencyKey()
            .Allow(Policies.PaymentPropose)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        runs.MapPost("/{id:guid}/approval", ApprovePaymentRun.Handle).WithName(nameof(ApprovePaymentRun))
            .AcceptIdempotencyKey()
            .Allow(Policies.PaymentDecide)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        runs.MapPost("/{id:guid}/rejection", RejectPaymentRun.Handle).WithName(nameof(RejectPaymentRun))
            .AcceptIdempotencyKey()
            .Allow(Policies.PaymentDecide)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        runs.MapPost("/{id:guid}/withdrawal", WithdrawPaymentRun.Handle).WithName(nameof(WithdrawPaymentRun))
            .AcceptIdempotencyKey()
            .Allow(Policies.PaymentPropose)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        runs.MapGet("/{id:guid}/export", ExportPaymentRun.Handle).WithName(nameof(ExportPaymentRun))
            .Allow(Policies.PaymentDecide)
            .Produces(200, contentType: "text/plain", additionalContentTypes: ["text/csv"])
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
    }
}
