using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.History;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Places;

/// <summary>The whole place as its data describe it; what it leaves out goes.</summary>
public sealed record PutPlaceRequest
{
    [PlaceCode] public required string Code { get; init; }
    [Required, StringLength(PlaceMapping.NameLengthMax)] public required string Name { get; init; }
    [Range(0, 20_000_000)] public int? Population { get; init; }
    [MaxLength(200)] public required IReadOnlyList<NeighbourhoodRequest> Neighbourhoods { get; init; }
    [MaxLength(200)] public required IReadOnlyList<BoardRequest> Boards { get; init; }

    /// <summary>The public holidays of the years around now, as the Government publishes them, one-off ones included.</summary>
    [MaxLength(200)] public IReadOnlyList<BankHoliday> BankHolidays { get; init; } = [];
}

/// <summary>A public holiday.</summary>
public sealed record BankHoliday
{
    public required DateOnly Date { get; init; }
    [Required, StringLength(PlaceMapping.NameLengthMax)] public required string Name { get; init; }
}

/// <summary>A neighbourhood, with the smallest and largest population its team plans for.</summary>
public sealed record NeighbourhoodRequest
{
    [PlaceCode] public required string Code { get; init; }
    [Required, StringLength(PlaceMapping.NameLengthMax)] public required string Name { get; init; }
    [Range(0, 20_000_000)] public int? PopulationFrom { get; init; }
    [Range(0, 20_000_000)] public int? PopulationTo { get; init; }
}

/// <summary>A board; only one of neighbourhood level names a neighbourhood.</summary>
public sealed record BoardRequest
{
    [PlaceCode] public required string Code { get; init; }
    [Required, StringLength(PlaceMapping.NameLengthMax)] public required string Name { get; init; }
    public required BoardLevel Level { get; init; }
    [PlaceCode] public string? NeighbourhoodCode { get; init; }
}

/// <summary>The answer to a place sent to the directory.</summary>
public sealed record PlaceUpserted(string Code, UpsertOutcome Outcome);

internal static class PutPlace
{
    public static async Task<Ok<PlaceUpserted>> Handle(
        PutPlaceRequest request, HttpContext http, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.HoldAsync(RecordLock.Place, cancellationToken);
        var place = await db.Places.Include(p => p.Neighbourhoods).Include(p => p.Boards).AsSplitQuery()
            .SingleOrDefaultAsync(cancellationToken);
        if (place is not null && place.Code != request.Code) throw new DomainException(PlaceErrors.AnotherStands);
        ServiceVersion.Check(http.Request, caller, place?.Version);

        var before = place is null ? null : PlaceView.Of(place);
        var outcome = UpsertOutcome.Added;
        if (place is null)
        {
            db.Places.Add(place = Place.Of(request));
        }
        else
        {
            await RefuseLossOfUsedAsync(place, request, db, cancellationToken);
            place.Amend(request);
            outcome = db.ChangeTracker.HasChanges() ? UpsertOutcome.Changed : UpsertOutcome.Unchanged;
            if (outcome == UpsertOutcome.Changed) place.Revise();
        }

        if (outcome != UpsertOutcome.Unchanged)
        {
            db.RecordChanges.Add(RecordChange.Of(
                Place.HistoryId, place.Version, before, PlaceView.Of(place), Author.Of(caller), time.GetUtcNow()));
            db.RecordAccess(caller, purpose, "place.put", "place", request.Code);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = ServiceVersion.TagOf(place.Version);
        return TypedResults.Ok(new PlaceUpserted(request.Code, outcome));
    }

    private static async Task RefuseLossOfUsedAsync(
        Place place, PutPlaceRequest asked, DirectoryDb db, CancellationToken cancellationToken)
    {
        var lost = place.Neighbourhoods.Select(n => n.Code).Except(asked.Neighbourhoods.Select(n => n.Code)).ToArray();
        if (lost.Length == 0) return;

        var used = await db.Postcodes.AnyAsync(p => lost.Contains(p.NeighbourhoodCode), cancellationToken)
            || await db.Sites.AnyAsync(s => lost.Contains(s.StatedNeighbourhoodCode), cancellationToken)
            || await db.CareServices.AnyAsync(
                s => s.Neighbourhoods.Any(n => lost.Contains(n.NeighbourhoodCode)), cancellationToken);
        if (used) throw new DomainException(PlaceErrors.NeighbourhoodInUse);
    }
}
