using IntegratedCare.Gateway.Routes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Gateway.Documentation;

/// <summary>Which services describe themselves, and where.</summary>
internal static class ListDescriptions
{
    public static Ok<DescriptionsView> Handle(BackEnds backEnds) =>
        TypedResults.Ok(new DescriptionsView(
            [.. backEnds.Services.Append(ServiceDescriptions.Gateway).Select(service => new DescriptionView(service, $"/openapi/{service}.json"))]));
}

public sealed record DescriptionsView(IReadOnlyList<DescriptionView> Items);

public sealed record DescriptionView(string Service, string Address);
