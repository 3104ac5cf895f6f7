using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Scheduling.Slots;

internal static class SlotEndpoints
{
    public static IEndpointRouteBuilder MapSlots(this IEndpointRouteBuilder routes)
    {
        var slots = routes.MapGroup("/api/scheduling/slots").WithTags("Slots");
        slots.MapGet("/", FindSlots.Handle).WithName(nameof(FindSlots)).Allow(Policies.SlotsRead)
            .ProducesProblem(404).ProducesProblem(422);
        return routes;
    }
}
