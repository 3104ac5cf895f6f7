using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Bundles;

/// <summary>A slot for each step, in order, and what lies between each two of them; without <c>Gaps</c> each begins when the one before is over, or later.</summary>
public sealed record HoldBundleRequest(
    [MinLength(SearchBundlesRequest.StepsMin), MaxLength(SearchBundlesRequest.StepsMax)] IReadOnlyList<string> SlotIds,
    [MinLength(SearchBundlesRequest.StepsMin - 1), MaxLength(SearchBundlesRequest.StepsMax - 1)] IReadOnlyList<BundleGapEntry>? Gaps = null);

/// <summary>How many London days lie between a step and the one before, at the least (none) and at the most (any).</summary>
public sealed record BundleGapEntry([Range(0, 180)] int? MinDays = null, [Range(0, 180)] int? MaxDays = null);

public sealed record BundleHeld(DateTimeOffset ExpiresAt, IReadOnlyList<HeldSlot> Holds);

/// <summary>Keeps a slot for each step while the caller writes the bookings: all of them, or none.</summary>
internal static class HoldBundle
{
    public static async Task<Created<BundleHeld>> Handle(
        HoldBundleRequest request, Caller caller, SchedulingDb db, RotaBook rotas, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.Gaps is { } gaps && (gaps.Count != request.SlotIds.Count - 1 || gaps.Any(g => g is null || g.MaxDays < (g.MinDays ?? 0))))
            throw new DomainException(BundleErrors.GapInvalid);
        var now = time.GetUtcNow();
        List<SlotId> ids = [];
        foreach (var text in request.SlotIds)
            ids.Add(text is not null && SlotId.TryParse(text, out var id) ? id : throw new DomainException(SlotErrors.Unknown));
        List<(Slot Slot, HoldTerms Terms)> slots = [];
        foreach (var id in ids)
        {
            var terms = await db.HoldTermsAsync(rotas, id.Service, caller, now, cancellationToken);
            slots.Add((terms.MustOffer(id, now), terms));
            terms.MustHaveRoomFor(ids.Count);
        }

        if (slots.Zip(slots.Skip(1)).Any(pair => pair.Second.Slot.Time.Start < pair.First.Slot.Time.End)) throw new DomainException(BundleErrors.OutOfOrder);
        for (var i = 0; i < request.Gaps?.Count; i++)
        {
            var days = LondonTime.DateOf(slots[i + 1].Slot.Time.Start).DayNumber - LondonTime.DateOf(slots[i].Slot.Time.Start).DayNumber;
            if (days < (request.Gaps[i].MinDays ?? 0) || days > (request.Gaps[i].MaxDays ?? int.MaxValue)) throw new DomainException(BundleErrors.GapNotKept);
        }

        await db.LockResourcesAsync([.. slots.SelectMany(s => s.Slot.Line.Team.ResourceIds).Distinct()], cancellationToken);

        var (expiresAt, held) = (slots[0].Terms.Settings.HoldEnds(now), new List<HeldSlot>());
        foreach (var (slot, terms) in slots)
        {
            var hold = await db.TryHoldAsync(slot, terms.Rota, caller, expiresAt, now, cancellationToken) ?? throw new DomainException(SlotErrors.Taken);
            held.Add(HeldSlot.Of(hold, slot));
        }

        return TypedResults.Created("/api/scheduling/bundles/holds", new BundleHeld(expiresAt, held));
    }
}
