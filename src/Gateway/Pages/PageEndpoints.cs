using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.Pages;

internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription()
            .AllowAnyone("Explains the system and shows no data.");
        pages.MapPage("/", "index.html");
        pages.MapPage("/docs", "docs.html");
        pages.MapPage("/assets/site.css", "site.css");
        pages.MapPage("/assets/access.css", "access.css");
        pages.MapPage("/assets/icon.svg", "icon.svg");
        pages.MapPage("/assets/origin.js", "origin.js");
        pages.MapPage("/assets/docs.js", "docs.js");
        pages.MapPage("/assets/description.js", "description.js");
        pages.MapPage("/assets/elements.js", "elements.js");

        // The letters of the identity service lead here; what stands behind the # in them is read by the page alone.
        foreach (var path in (string[])["/account", "/account/invitation", "/account/password-reset", "/account/email"])
            pages.MapPage(path, "account.html");
        foreach (var script in (string[])["account.js", "account-forms.js", "account-home.js", "passkeys.js"])
            pages.MapPage($"/assets/{script}", script);
    }

    private static void MapPage(this RouteGroupBuilder pages, string path, string file)
    {
        var page = Page.Read(file);
        pages.MapGet(path, (HttpContext context, CancellationToken _) => page.Show(context)).WithName($"Page {path}");
    }
}
