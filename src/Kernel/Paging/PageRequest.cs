using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Kernel.Paging;

/// <summary>Which page a caller asks for; bind it with <c>[AsParameters]</c>.</summary>
public readonly record struct PageRequest(
    [property: Range(1, PageRequest.PageMax), DefaultValue(1)] int? Page,
    [property: Range(1, PageRequest.PageSizeMax), DefaultValue(50)] int? PageSize)
{
    /// <summary>The highest page that may be asked for: deeper reading is what feeds and exports are for.</summary>
    public const int PageMax = 100_000;

    /// <summary>The most records a page holds.</summary>
    public const int PageSizeMax = 200;

    private const int PageSizeDefault = 50;

    /// <summary>The page that was asked for, else the first.</summary>
    public int Number => Page ?? 1;

    /// <summary>The page size that was asked for, else 50.</summary>
    public int Size => PageSize ?? PageSizeDefault;

    /// <summary>How many records come before this page.</summary>
    public int Skip => (Number - 1) * Size;
}

/// <summary>Reads one page of a query.</summary>
public static class Paging
{
    /// <summary>Counts the whole and reads the page asked for. The query must have a total order.</summary>
    public static async Task<Page<T>> ToPageAsync<T>(
        this IQueryable<T> query, PageRequest paging, CancellationToken cancellationToken)
    {
        var total = await query.CountAsync(cancellationToken);
        var items = total <= paging.Skip
            ? []
            : await query.Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return new(items, paging.Number, paging.Size, total);
    }
}
