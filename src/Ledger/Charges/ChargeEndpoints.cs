using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Ledger.Charges;

internal static class ChargeEndpoints
{
    public static RouteGroupBuilder MapCharges(this IEndpointRouteBuilder routes)
    {
        var charges = routes.MapGroup("/api/ledger").WithTags("Charges");
        charges.MapGet("/unfunded-bookings", FindUnfundedBookings.Handle).WithName(nameof(FindUnfundedBookings))
            .Allow(Policies.UnfundedRead);
        return charges;
    }
}
