using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Keys;

internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var published = routes.MapGroup("/identity/.well-known").WithTags("Keys")
            .AllowAnyone("Whoever checks a token needs the public keys.");
        published.MapGet("/jwks.json", ShowKeys.Handle).WithName(nameof(ShowKeys));
        published.MapGet("/openid-configuration", ShowConfiguration.Handle).WithName(nameof(ShowConfiguration));

        routes.MapPost("/identity/keys/rotate", RotateKeys.Handle).WithName(nameof(RotateKeys)).WithTags("Keys")
            .Allow(Policies.KeysRotate);
    }
}
