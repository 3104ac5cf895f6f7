using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using IntegratedCare.DirectoryOfServices.Assurance;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Duplicates;

/// <summary>Two entries that may be one service. <c>Score</c> is 1 where nothing tells them apart.</summary>
public sealed record DuplicateView(DuplicateEntry One, DuplicateEntry Other, double Score, IReadOnlyList<DuplicateReason> Reasons);

/// <summary>One of the two.</summary>
public sealed record DuplicateEntry(Guid Id, string Name, EntryProvider Provider, ServiceStatus Status, long Version);

/// <summary>A page of pairs, the most alike first. <c>Complete</c> is false where there were more than are kept.</summary>
public sealed record DuplicatesPage(
    IReadOnlyList<DuplicateView> Items, [property: JsonPropertyName("page")] int Number, int PageSize, int Total, bool Complete);

internal static class ListDuplicates
{
    private const double ScoreDefault = 0.7;

    /// <remarks><c>minScore</c>: 0.7 unless said otherwise; <c>serviceId</c>: only pairs with this entry.</remarks>
    public static async Task<Ok<DuplicatesPage>> Handle(
        [FromQuery, Range(DuplicateSearch.ScoreMin, 1)] double? minScore, [FromQuery] Guid? serviceId, [AsParameters] PageRequest paging,
        Caller caller, DuplicateBook book, DirectoryDb db, CancellationToken cancellationToken)
    {
        await db.RequireCuratorAsync(caller, cancellationToken);
        var (pairs, complete) = await book.ReadAsync(db, cancellationToken);
        var dismissed = (await db.DuplicateDismissals.AsNoTracking().Select(d => new { d.One, d.Other }).ToListAsync(cancellationToken))
            .Select(d => (d.One, d.Other)).ToHashSet();
        var shown = pairs
            .Where(p => p.Score >= (minScore ?? ScoreDefault) && !dismissed.Contains(DismissDuplicate.InOrder(p.One.Id.Value, p.Other.Id.Value)))
            .Where(p => serviceId is not { } id || p.One.Id.Value == id || p.Other.Id.Value == id)
            .ToList();

        var page = shown.Skip(paging.Skip).Take(paging.Size).ToList();
        ServiceId[] ids = [.. page.SelectMany(p => new[] { p.One.Id, p.Other.Id }).Distinct()];
        var entries = await db.CareServices.AsNoTracking().Include(s => s.Provider).Where(s => ids.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, cancellationToken);
        DuplicateEntry Entry(ServiceId id) => new(
            id.Value, entries[id].Name, new(entries[id].ProviderId.Value, entries[id].NameOfProvider), entries[id].PublicStatus, entries[id].Version);
        return TypedResults.Ok(new DuplicatesPage(
            [.. page.Select(p => new DuplicateView(Entry(p.One.Id), Entry(p.Other.Id), p.Score, p.Reasons))],
            paging.Number, paging.Size, shown.Count, complete));
    }
}
