using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.Keys;

/// <summary>The public keys that tokens are checked against: the present one, the next, and those whose tokens still live.</summary>
internal static class ShowKeys
{
    public static async Task<Ok<PublishedKeysView>> Handle(
        KeyKeeper keeper, TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
    {
        var ring = await keeper.ReadAsync(cancellationToken);
        response.Headers.CacheControl = BrieflyCacheable;
        return TypedResults.Ok(
            new PublishedKeysView([.. ring.PublishedAt(time.GetUtcNow()).Select(key => key.Published())]));
    }

    internal static string BrieflyCacheable { get; } = $"public, max-age={KeyPolicy.PublishedCache.TotalSeconds:0}";
}
