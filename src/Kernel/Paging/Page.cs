using System.Text.Json.Serialization;

namespace IntegratedCare.Kernel.Paging;

/// <summary>One page of a list: <c>Page</c> counts from 1, <c>Total</c> is the number of records over all pages.</summary>
public sealed record Page<T>(
    IReadOnlyList<T> Items, [property: JsonPropertyName("page")] int Number, int PageSize, int Total);
