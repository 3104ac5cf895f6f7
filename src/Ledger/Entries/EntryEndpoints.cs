using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using Microsoft.AspNetCore.Mvc;

namespace IntegratedCare.Ledger.Entries;

internal static class EntryEndpoints
{
    // Ten thousand entries of two lines with long texts.
    private const int BulkBytesMax = 8 * 1024 * 1024;

    public static WebApplicationBuilder AddEntries(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<PostingBatch>();
        builder.Services.AddSingleton<PostingGate>();
        builder.Services.AddSingleton<PostingQueue>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<PostingQueue>());
        return builder;
    }

    public static RouteGroupBuilder MapEntries(this IEndpointRouteBuilder routes)
    {
        var journal = routes.MapGroup("/api/ledger/funds/{code}/journal").WithTags("Entries").Allow(Policies.ManualEntryPost);
        journal.MapPost("/", PostEntry.Handle).WithName(nameof(PostEntry))
            .KeepsItsAnswers()
            .Produces<PostedEntryView>(201)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(429);
        journal.MapPost("/bulk", PostEntries.Handle).WithName(nameof(PostEntries))
            .KeepsItsAnswers()
            .WithMetadata(new RequestSizeLimitAttribute(BulkBytesMax))
            .Produces<PostedEntriesView>(200)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(422).ProducesProblem(429);
        return journal;
    }
}
