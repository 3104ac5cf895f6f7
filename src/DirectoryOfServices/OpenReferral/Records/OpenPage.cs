using System.Text.Json.Serialization;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Records;

/// <summary>The standard's page. <c>Size</c> is the number of records on this very page.</summary>
public sealed record OpenPage<T>(
    [property: JsonPropertyName("total_items")] int TotalItems,
    [property: JsonPropertyName("total_pages")] int TotalPages,
    [property: JsonPropertyName("page_number")] int PageNumber,
    int Size,
    [property: JsonPropertyName("first_page")] bool FirstPage,
    [property: JsonPropertyName("last_page")] bool LastPage,
    bool Empty,
    IReadOnlyList<T> Contents)
{
    internal static OpenPage<T> Of(IReadOnlyList<T> contents, OpenPaging paging, int total)
    {
        var pages = (total + paging.Size - 1) / paging.Size;
        return new(
            total, pages, paging.Number, contents.Count, paging.Number == 1, paging.Number >= pages, contents.Count == 0, contents);
    }
}
