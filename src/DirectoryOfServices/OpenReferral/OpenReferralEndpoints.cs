using System.Diagnostics.CodeAnalysis;
using IntegratedCare.DirectoryOfServices.OpenReferral.Listings;
using IntegratedCare.DirectoryOfServices.OpenReferral.Records;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

internal static class OpenReferralEndpoints
{
    private const string Why = "What there is in the place is for everybody to find: Open Referral is open data.";

    /// <summary>A whole list, line by line, takes as long as it takes; how slowly it may be read is bounded elsewhere.</summary>
    private static readonly TimeSpan ListPatience = TimeSpan.FromMinutes(5);

    public static void MapOpenReferral(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/open-referral/v3").WithTags("Open Referral").AllowAnyone(Why);
        open.MapOpen("/", nameof(ShowStandard), ShowStandard.Handle).Produces<OpenStandard>();
        open.MapOpen("/services", nameof(ListOpenServices), ListOpenServices.Handle)
            .Produces<OpenPage<OpenService>>().ProducesProblem(400).ProducesProblem(429).ProducesProblem(503).WithRequestTimeout(ListPatience);
        open.MapOpen("/services/{id:guid}", nameof(ReadOpenService), ReadOpenService.Handle)
            .Produces<OpenService>().ProducesProblem(404);
        open.MapOpen("/service_at_locations", nameof(ListServicesAtLocations), ListServicesAtLocations.Handle)
            .Produces<OpenPage<OpenServiceAtLocation>>().ProducesProblem(400).ProducesProblem(422).ProducesProblem(429).ProducesProblem(503).WithRequestTimeout(ListPatience);
        open.MapOpen("/service_at_locations/{id:guid}", nameof(ReadServiceAtLocation), ReadServiceAtLocation.Handle)
            .Produces<OpenServiceAtLocation>().ProducesProblem(404);
        open.MapOpen("/organizations", nameof(ListOrganizations), ListOrganizations.Handle)
            .Produces<OpenPage<OpenOrganization>>().ProducesProblem(400).ProducesProblem(422).ProducesProblem(429).ProducesProblem(503).WithRequestTimeout(ListPatience);
        open.MapOpen("/organizations/{id:guid}", nameof(ReadOrganization), ReadOrganization.Handle)
            .Produces<OpenOrganization>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(422);
        open.MapOpen("/taxonomies", nameof(ListOpenTaxonomies), ListOpenTaxonomies.Handle)
            .Produces<OpenPage<OpenTaxonomy>>().ProducesProblem(400).ProducesProblem(429).ProducesProblem(503).WithRequestTimeout(ListPatience);
        open.MapOpen("/taxonomies/{id:guid}", nameof(ReadOpenTaxonomy), ReadOpenTaxonomy.Handle)
            .Produces<OpenTaxonomy>().ProducesProblem(404);
        open.MapOpen("/taxonomy_terms", nameof(ListTaxonomyTerms), ListTaxonomyTerms.Handle)
            .Produces<OpenPage<OpenTerm>>().ProducesProblem(400).ProducesProblem(429).ProducesProblem(503).WithRequestTimeout(ListPatience);
        open.MapOpen("/taxonomy_terms/{id:guid}", nameof(ReadTaxonomyTerm), ReadTaxonomyTerm.Handle)
            .Produces<OpenTerm>().ProducesProblem(404);
        open.Map("/{**rest}", RefuseTheRest).ExcludeFromDescription();
    }

    // Elsewhere whoever asks for what is not there is told to sign in first; here nobody signs in.
    private static IResult RefuseTheRest(HttpContext context, CancellationToken _)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return TypedResults.NotFound();

        context.Response.Headers.Allow = "GET, HEAD";
        return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    // HEAD is the same without the body, and no operation of its own to a reader of the description.
    private static RouteHandlerBuilder MapOpen(
        this RouteGroupBuilder group, [StringSyntax("Route")] string path, string name, Delegate handler)
    {
        group.MapMethods(path, [HttpMethods.Head], handler).ExcludeFromDescription();
        return group.MapGet(path, handler).WithName(name);
    }
}
