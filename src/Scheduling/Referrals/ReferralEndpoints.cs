using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Scheduling.WaitingList;

namespace IntegratedCare.Scheduling.Referrals;

internal static class ReferralEndpoints
{
    public static void AddReferrals(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<ReferralWatch>();
        builder.Services.AddScoped<LapseOffers>();
        builder.Services.AddScoped<OfferTimes>();
        builder.Services.AddHostedService<OfferWorker>();
    }

    public static IEndpointRouteBuilder MapReferrals(this IEndpointRouteBuilder routes)
    {
        var referrals = routes.MapGroup("/api/scheduling/referrals").WithTags("Referrals");
        referrals.MapPost("/", MakeReferral.Handle).WithName(nameof(MakeReferral))
            .Allow(Policies.ReferralMake).RequireIdempotencyKey().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        referrals.MapGet("/{id:guid}", GetReferral.Handle).WithName(nameof(GetReferral)).Allow(Policies.ReferralRead).ProducesProblem(404);
        referrals.MapGet("/{id:guid}/history", GetReferralHistory.Handle).WithName(nameof(GetReferralHistory))
            .Allow(Policies.ReferralRead).ProducesProblem(404);
        referrals.MapPost("/search", FindReferrals.Handle).WithName(nameof(FindReferrals))
            .Allow(Policies.ReferralRead).Reads().ProducesProblem(422);
        referrals.MapPost("/{id:guid}/acceptance", AcceptReferral.Handle).WithName(nameof(AcceptReferral))
            .Allow(Policies.ReferralTriage).AcceptIdempotencyKey().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        referrals.MapPost("/{id:guid}/advice", ReturnWithAdvice.Handle).WithName(nameof(ReturnWithAdvice))
            .Allow(Policies.ReferralTriage).AcceptIdempotencyKey().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        referrals.MapPost("/{id:guid}/waiting", JoinWaitingList.Handle).WithName(nameof(JoinWaitingList))
            .Allow(Policies.ReferralRead).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        referrals.MapPost("/{id:guid}/withdrawal", WithdrawReferral.Handle).WithName(nameof(WithdrawReferral))
            .Allow(Policies.ReferralMake).AcceptIdempotencyKey().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        referrals.MapPost("/{id:guid}/outcome-seen", SeeOutcome.Handle).WithName(nameof(SeeOutcome))
            .Allow(Policies.ReferralMake).AcceptIdempotencyKey().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);

        referrals.MapGet("/{id:guid}/offers", ListOffers.Handle).WithName(nameof(ListOffers)).Allow(Policies.ReferralRead).ProducesProblem(404);
        referrals.MapPost("/{id:guid}/offers/{offerId:guid}/acceptance", AcceptOffer.Handle).WithName(nameof(AcceptOffer))
            .Allow(Policies.CareBook).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410);
        referrals.MapPost("/{id:guid}/offers/{offerId:guid}/refusal", DeclineOffer.Handle).WithName(nameof(DeclineOffer))
            .Allow(Policies.CareBook).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410);

        var standards = routes.MapGroup("/api/scheduling/wait-standards").WithTags("Referrals");
        standards.MapGet("/", GetWaitStandards.Handle).WithName(nameof(GetWaitStandards)).Allow(Policies.TeamsRead);
        standards.MapPut("/", PutWaitStandard.Handle).WithName(nameof(PutWaitStandard)).Allow(Policies.PlaceLoad);
        routes.MapGet("/api/scheduling/waiting-list/measures", MeasureWaits.Handle).WithTags("Referrals").WithName(nameof(MeasureWaits))
            .Allow(Policies.WaitsMeasure);
        return routes;
    }
}
