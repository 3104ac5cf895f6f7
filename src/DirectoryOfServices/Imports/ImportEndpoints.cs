using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Mvc;

namespace IntegratedCare.DirectoryOfServices.Imports;

internal static class ImportEndpoints
{
    /// <summary>What imports need: the worker of this replica, and the place's settings.</summary>
    public static void AddImports(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ImportSettings>().BindConfiguration(ImportSettings.Section);
        builder.Services.AddSingleton<FeedReader>();
        builder.Services.AddScoped<ImportReport>();
        builder.Services.AddScoped<ImportTakeover>();
        builder.Services.AddScoped<ImportSweep>();
        builder.Services.AddHostedService<ImportWorker>();
    }

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/api/directory/imports").WithTags("Imports");
        imports.MapPost("/", SendImport.Handle).WithName(nameof(SendImport))
            .Allow(Policies.DirectoryImport)
            .AcceptIdempotencyKey()
            .WithMetadata(new RequestSizeLimitAttribute(SendImportRequest.FileBytesMax))
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422).ProducesProblem(429)
            .WithRequestTimeout(SendImport.PatienceMax);
        imports.MapGet("/", ListImports.Handle).WithName(nameof(ListImports))
            .Allow(Policies.DirectoryImport)
            .ProducesProblem(400).ProducesProblem(403);
        imports.MapGet("/{id:guid}", ReadImport.Handle).WithName(nameof(ReadImport))
            .Allow(Policies.DirectoryImport)
            .ProducesProblem(403).ProducesProblem(404);
        imports.MapGet("/{id:guid}/rows", ReadImportRows.Handle).WithName(nameof(ReadImportRows))
            .Allow(Policies.DirectoryImport)
            .Produces<Page<ImportRowView>>().Produces(200, contentType: "text/csv")
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404)
            .WithRequestTimeout(SendImport.PatienceMax);
        imports.MapPost("/{id:guid}/application", ApplyImport.Handle).WithName(nameof(ApplyImport))
            .Allow(Policies.DirectoryImport)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        imports.MapPost("/{id:guid}/cancellation", CancelImport.Handle).WithName(nameof(CancelImport))
            .Allow(Policies.DirectoryImport)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
    }
}
