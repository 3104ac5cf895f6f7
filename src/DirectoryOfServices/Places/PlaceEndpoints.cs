using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Places;

internal static class PlaceEndpoints
{
    public static void MapPlaces(this IEndpointRouteBuilder routes)
    {
        var places = routes.MapGroup("/api/directory").WithTags("Places");
        places.MapGet("/place", ReadPlace.Handle).WithName(nameof(ReadPlace))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(404);
        places.MapPut("/place", PutPlace.Handle).WithName(nameof(PutPlace))
            .Allow(Policies.PlaceLoad)
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(412).ProducesProblem(422);
        places.MapGet("/place/history", ReadPlaceHistory.Handle).WithName(nameof(ReadPlaceHistory))
            .Allow(Policies.ServiceHistory)
            .ProducesProblem(400);
        places.MapPut("/postcodes", PutPostcodes.Handle).WithName(nameof(PutPostcodes))
            .Allow(Policies.PlaceLoad)
            .ProducesProblem(400).ProducesProblem(422);
    }
}
