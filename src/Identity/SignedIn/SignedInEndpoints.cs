using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.SignedIn;

internal static class SignedInEndpoints
{
    public static void MapSignedIn(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/identity/me", ShowMe.Handle).WithName(nameof(ShowMe)).WithTags("Signed in")
            .Allow(Policies.SelfRead);
}
