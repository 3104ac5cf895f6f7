using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Bundles;

/// <summary>Steps in order, the neighbourhood whose teams are asked, and the first London date.</summary>
public sealed record SearchBundlesRequest(
    [MinLength(SearchBundlesRequest.StepsMin), MaxLength(SearchBundlesRequest.StepsMax)] IReadOnlyList<BundleStepEntry> Steps,
    [StringLength(50)] string? Neighbourhood = null, [DiaryDate] DateOnly? From = null)
{
    internal const int StepsMin = 2;
    internal const int StepsMax = 6;
}

/// <summary>A service, and how many London days after the step before at the least (none) and at the most (any).</summary>
public sealed record BundleStepEntry(Guid ServiceId, [Range(0, 180)] int? MinDaysAfterPrevious = null, [Range(0, 180)] int? MaxDaysAfterPrevious = null);

/// <summary>One way to have all steps: a free slot for each, in order.</summary>
public sealed record BundleChain(IReadOnlyList<SlotView> Steps);

public sealed record BundlesFound(IReadOnlyList<BundleChain> Items);

/// <summary>The earliest ways to have several steps one after another. Nothing is kept: holding takes all slots of a chain or none.</summary>
internal static class SearchBundles
{
    private const int ChainsMax = 5;
    private const int SlotsMax = 2_000;
    private const int RangeDaysMax = 42;

    public static async Task<Ok<BundlesFound>> Handle(
        SearchBundlesRequest request, SchedulingDb db, RotaBook rotas, TakenBook taken, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.Steps.Any(s => s is null)) throw new DomainException(RequestErrors.Invalid, "A list holds null.");
        if (request.Steps[0] is not { MinDaysAfterPrevious: null, MaxDaysAfterPrevious: null } || request.Steps.Any(s => s.MaxDaysAfterPrevious < (s.MinDaysAfterPrevious ?? 0)))
            throw new DomainException(BundleErrors.GapInvalid);
        var now = time.GetUtcNow();
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
        var begin = request.From is { } from && LondonTime.StartOf(from) > now ? LondonTime.StartOf(from) : now.AddTicks(1);
        var (steps, slots) = (new List<BundleStep>(), new List<List<Slot>>());
        foreach (var step in request.Steps)
        {
            if (steps.Count > 0)
            {
                if (steps[^1].Times.Count == 0) return TypedResults.Ok(new BundlesFound([]));
                var soonest = LondonTime.StartOf(LondonTime.DateOf(steps[^1].Times[0].Start).AddDays(step.MinDaysAfterPrevious ?? 0));
                begin = soonest > steps[^1].Times[0].End ? soonest : steps[^1].Times[0].End;
            }

            slots.Add(await FreeAsync(db, rotas, taken, new(step.ServiceId), request.Neighbourhood, begin, settings, now, cancellationToken));
            steps.Add(new([.. slots[^1].Select(s => s.Time)], step.MinDaysAfterPrevious ?? 0, step.MaxDaysAfterPrevious));
        }

        List<BundleChain> chains = [];
        foreach (var chain in BundleChains.Earliest(steps, ChainsMax))
            chains.Add(new(await FindSlots.ViewsAsync(db, [.. chain.Select((at, step) => slots[step][at])], null, service: null, needs: null, cancellationToken)));
        return TypedResults.Ok(new BundlesFound(chains));
    }

    // Of slots that begin together one is enough.
    private static async Task<List<Slot>> FreeAsync(
        SchedulingDb db, RotaBook rotas, TakenBook taken, ServiceId id, string? neighbourhood, DateTimeOffset begin, PlaceSettings settings,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var service = await db.CareServices.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.Name != null, cancellationToken)
            ?? throw new DomainException(CareServiceErrors.Unknown);
        if (!service.TakesBookings) return [];
        var (last, range) = (settings.LastStart(now).AddTicks(1), begin.AddDays(RangeDaysMax));
        var rota = await rotas.OfAsync(db, id, cancellationToken);
        var free = await db.FreeSlotsAsync(
            taken, rota, [.. rota.Teams.Where(t => FindSlots.Serves(t, neighbourhood))], new(begin, range < last ? range : last), SlotsMax, now, cancellationToken);
        return [.. free.DistinctBy(s => s.Time.Start)];
    }
}
