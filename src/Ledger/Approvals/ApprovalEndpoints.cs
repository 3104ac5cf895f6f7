using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Ledger.Accruals;
using IntegratedCare.Ledger.Bank;
using IntegratedCare.Ledger.Commitments;
using IntegratedCare.Ledger.ManualEntries;
using IntegratedCare.Ledger.Reversals;
using IntegratedCare.Ledger.RiskShares;
using IntegratedCare.Ledger.Virements;

namespace IntegratedCare.Ledger.Approvals;

internal static class ApprovalEndpoints
{
    public static IHostApplicationBuilder AddApprovals(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ApprovalPolicy>().BindConfiguration("Approvals").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<ApprovalDesk>();
        builder.Services.AddScoped<ApprovedWork>();
        builder.Services.AddScoped<ManualEntryBook>();
        builder.Services.AddScoped<ReversalBook>();
        builder.Services.AddScoped<VirementBook>();
        builder.Services.AddScoped<OrderBook>();
        builder.Services.AddScoped<AccrualBook>();
        builder.Services.AddScoped<AccrualRequests>();
        builder.Services.AddScoped<ReceiptBook>();
        builder.Services.AddScoped<SharePaymentBook>();
        return builder;
    }

    public static RouteGroupBuilder MapApprovals(this IEndpointRouteBuilder routes)
    {
        var approvals = routes.MapGroup("/api/ledger/approvals").WithTags("Approvals");
        approvals.MapGet("/", FindApprovals.Handle).WithName(nameof(FindApprovals))
            .Allow(Policies.ApprovalsRead)
            .ProducesProblem(400);
        approvals.MapGet("/{id:guid}", SeeApproval.Handle).WithName(nameof(SeeApproval))
            .Allow(Policies.ApprovalsRead)
            .ProducesProblem(404);
        approvals.MapPost("/{id:guid}/approval", GiveApproval.Handle).WithName(nameof(GiveApproval))
            .AcceptIdempotencyKey()
            .Allow(Policies.ApprovalDecide)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(422);
        approvals.MapPost("/{id:guid}/rejection", RejectApproval.Handle).WithName(nameof(RejectApproval))
            .AcceptIdempotencyKey()
            .Allow(Policies.ApprovalDecide)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(410);
        approvals.MapPost("/{id:guid}/withdrawal", WithdrawApproval.Handle).WithName(nameof(WithdrawApproval))
            .AcceptIdempotencyKey()
            .Allow(Policies.ApprovalWithdraw)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(410);
        return approvals;
    }
}
