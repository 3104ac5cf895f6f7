using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Gateway.AccessRules;

/// <summary>The table of who may do what, for programs.</summary>
internal static class ShowAccessRules
{
    internal const string BrieflyCacheable = "public, max-age=30";

    public static async Task<Ok<AccessView>> Handle(HttpResponse response, AccessRuleBook book, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = BrieflyCacheable;
        return TypedResults.Ok(await book.ReadAsync(cancellationToken));
    }
}

/// <summary>The same table, for people.</summary>
internal static class ShowAccessPage
{
    public static async Task<ContentHttpResult> Handle(
        HttpResponse response, AccessRuleBook book, AccessPage page, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = ShowAccessRules.BrieflyCacheable;
        return TypedResults.Text(page.Render(await book.ReadAsync(cancellationToken)), "text/html; charset=utf-8");
    }
}
