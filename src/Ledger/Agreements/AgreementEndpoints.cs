using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Agreements;

internal static class AgreementEndpoints
{
    public static RouteGroupBuilder MapAgreements(this IEndpointRouteBuilder routes)
    {
        var agreement = routes.MapGroup("/api/ledger/funds/{code}/agreement").WithTags("Agreements");
        agreement.MapGet("/", SeeAgreement.Handle).WithName(nameof(SeeAgreement))
            .Allow(Policies.AgreementRead)
            .ProducesProblem(403).ProducesProblem(404);
        agreement.MapGet("/versions", FindAgreementVersions.Handle).WithName(nameof(FindAgreementVersions))
            .Allow(Policies.AgreementRead)
            .ProducesProblem(403).ProducesProblem(404);
        agreement.MapGet("/versions/{version:int}", SeeAgreementVersion.Handle).WithName(nameof(SeeAgreementVersion))
            .Allow(Policies.AgreementRead)
            .ProducesProblem(403).ProducesProblem(404);
        agreement.MapGet("/versions/{version:int}/differences", CompareAgreementVersions.Handle).WithName(nameof(CompareAgreementVersions))
            .Allow(Policies.AgreementRead)
            .ProducesProblem(403).ProducesProblem(404);
        agreement.MapPut("/versions/1", PutFirstAgreement.Handle).WithName(nameof(PutFirstAgreement))
            .Allow(Policies.PlaceLoad)
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        agreement.MapPost("/versions", VaryAgreement.Handle).WithName(nameof(VaryAgreement))
            .AcceptIdempotencyKey()
            .Allow(Policies.AgreementVary)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        agreement.MapPost("/versions/{version:int}/answer", AnswerVariation.Handle).WithName(nameof(AnswerVariation))
            .AcceptIdempotencyKey()
            .Allow(Policies.AgreementAnswer)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        agreement.MapPost("/versions/{version:int}/withdrawal", WithdrawVariation.Handle).WithName(nameof(WithdrawVariation))
            .AcceptIdempotencyKey()
            .Allow(Policies.AgreementVary)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        return agreement;
    }
}
