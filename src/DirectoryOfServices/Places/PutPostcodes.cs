using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.History;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Places;

/// <summary>The place's whole postcode table; what it leaves out goes.</summary>
public sealed record PutPostcodesRequest
{
    public const int ItemsMax = 5_000;

    [MaxLength(ItemsMax)] public required IReadOnlyList<PostcodeRequest> Items { get; init; }
}

/// <summary>A postcode's position, and the neighbourhood it lies in.</summary>
public sealed record PostcodeRequest
{
    [PostcodeForm] public required string Postcode { get; init; }
    [Range(-90.0, 90.0)] public required double Latitude { get; init; }
    [Range(-180.0, 180.0)] public required double Longitude { get; init; }
    [PlaceCode] public string? NeighbourhoodCode { get; init; }
}

/// <summary>What sending the postcode table did, row by row counted.</summary>
public sealed record PostcodesUpserted(UpsertOutcome Outcome, int Added, int Changed, int Removed);

internal static class PutPostcodes
{
    public static async Task<Ok<PostcodesUpserted>> Handle(
        PutPostcodesRequest request, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.HoldAsync(RecordLock.Place, cancellationToken);
        var asked = request.Items.ToLookup(i => Postcode.Parse(i.Postcode));
        if (asked.Count < request.Items.Count) throw new DomainException(PlaceErrors.PostcodeTwice);
        await db.RequireNeighbourhoodsAsync(request.Items.Select(i => i.NeighbourhoodCode), cancellationToken);

        var standing = await db.Postcodes.ToDictionaryAsync(p => p.Postcode, cancellationToken);
        db.Postcodes.RemoveRange(standing.Values.Where(p => !asked.Contains(p.Postcode)));
        foreach (var item in asked)
        {
            if (standing.TryGetValue(item.Key, out var position)) position.Amend(item.Single());
            else db.Postcodes.Add(PostcodePosition.Of(item.Single()));
        }

        var answer = Count(db, wasEmpty: standing.Count == 0);
        if (answer.Outcome != UpsertOutcome.Unchanged) db.RecordAccess(caller, purpose, "postcodes.put", "postcodes", "place");
        await db.SaveChangesAsync(cancellationToken);
        await StandSitesAsync(db, Author.Of(caller), time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(answer);
    }

    private static PostcodesUpserted Count(DirectoryDb db, bool wasEmpty)
    {
        var states = db.ChangeTracker.Entries<PostcodePosition>().CountBy(e => e.State).ToDictionary();
        var added = states.GetValueOrDefault(EntityState.Added);
        var changed = states.GetValueOrDefault(EntityState.Modified);
        var removed = states.GetValueOrDefault(EntityState.Deleted);
        var outcome = added + changed + removed == 0 ? UpsertOutcome.Unchanged
            : wasEmpty ? UpsertOutcome.Added : UpsertOutcome.Changed;
        return new(outcome, added, changed, removed);
    }

    // A site without a position of its own stands where its postcode does, so it moves with the table.
    private static async Task StandSitesAsync(
        DirectoryDb db, Author author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var positions = db.Postcodes.Local.ToDictionary(p => p.Postcode);
        foreach (var site in await db.Sites.ToListAsync(cancellationToken))
        {
            var position = site.Postcode is { } postcode ? positions.GetValueOrDefault(postcode) : null;
            var before = SiteView.Of(site);
            if (!site.StandAt(position)) continue;

            db.Publish(site.Revised(now));
            db.RecordChanges.Add(RecordChange.Of(site.Id.Value, site.Version, before, SiteView.Of(site), author, now));
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
