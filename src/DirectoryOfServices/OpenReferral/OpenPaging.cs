using Microsoft.AspNetCore.Mvc;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>Which part of a list somebody wants, and in which form.</summary>
/// <param name="Page">The page, from 1.</param>
/// <param name="PerPage">How many records a page has: 50 unless said otherwise, at most 200.</param>
/// <param name="Format"><c>json</c>, or <c>ndjson</c>: the whole list without pages, a record a line.</param>
public readonly record struct PagingParameters(
    [property: FromQuery(Name = "page")] string? Page,
    [property: FromQuery(Name = "per_page")] string? PerPage,
    [property: FromQuery(Name = "format")] string? Format);

/// <summary>The same, understood.</summary>
internal sealed record OpenPaging(int Number, int Size, bool IsStream)
{
    public const int PageMax = 100_000;
    public const int SizeMax = 200;

    /// <summary>With <c>minimal</c> a record is its id and a time, and the aim is all of them in one call.</summary>
    public const int MinimalSizeMax = 50_000;

    private const int SizeUsual = 50;

    public int Skip => (int)Math.Min(int.MaxValue, (Number - 1L) * Size);

    public static OpenPaging Read(PagingParameters asked, bool minimal = false)
    {
        var (usual, max) = minimal ? (MinimalSizeMax, MinimalSizeMax) : (SizeUsual, SizeMax);
        return new(
            OpenParameter.Whole("page", asked.Page, 1, PageMax) ?? 1,
            OpenParameter.Whole("per_page", asked.PerPage, 1, max) ?? usual,
            asked.Format switch
            {
                null or "" or "json" => false,
                "ndjson" => true,
                _ => throw OpenParameter.Refuse("format", "is json or ndjson"),
            });
    }
}
