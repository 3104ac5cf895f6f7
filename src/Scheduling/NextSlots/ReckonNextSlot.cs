using System.Diagnostics;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.NextSlots;

/// <summary>Works out a service's next free slot and tells the world where that is another one.</summary>
internal static class ReckonNextSlot
{
    // Where much is free the first days hold it; a full diary is read in few, growing stretches.
    private static readonly TimeSpan FirstStretch = TimeSpan.FromDays(3);

    /// <summary>Reckons the service that has been due longest; false where none is due.</summary>
    /// <remarks>Its row is locked until what was found is stored with its events: no two replicas tell the same thing.</remarks>
    public static async Task<bool> ReckonOneAsync(this SchedulingDb db, RotaBook rotas, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await db.Database.SqlQuery<Guid>(
                $"SELECT service AS \"Value\" FROM next_slots WHERE due_at <= {now} ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED")
            .ToListAsync(cancellationToken);
        if (due.Count == 0) return false;

        try
        {
            await ReckonAsync(db, rotas, new(due[0]), now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A service that cannot be reckoned waits its turn again, and the others do not wait for it.
            await transaction.RollbackAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"UPDATE next_slots SET due_at = {now + NextSlot.LooksAgainAfter} WHERE service = {due[0]}", cancellationToken);
            throw;
        }
    }

    private static async Task ReckonAsync(SchedulingDb db, RotaBook rotas, ServiceId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var next = await db.NextSlots.SingleAsync(s => s.Service == id, cancellationToken);
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
        var until = settings.LastStart(now);
        var wasExhausted = next.Exhausted;
        if (next.Take(await FindAsync(db, rotas, next.Service, until, now, cancellationToken)))
        {
            db.Publish(next.Changed(now));
            if (next.Exhausted && !wasExhausted) db.Publish(new SlotsExhausted(next.Service.Value, next.Version, until, now));
        }

        next.Rest(now, clock.Elapsed);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<FreeStarts> FindAsync(
        SchedulingDb db, RotaBook rotas, ServiceId id, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var service = await db.CareServices.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (service is not { TakesBookings: true }) return FreeStarts.NotGiven;

        var search = new FreeStartSearch(await rotas.OfAsync(db, id, cancellationToken));

        // A slot may begin on the last instant of the horizon, and none begins now.
        var (start, end, stretch) = (now.AddTicks(1), until.AddTicks(1), FirstStretch);
        while (start < end && search.Open.Count > 0)
        {
            var within = new Interval(start, end - start < stretch ? end : start + stretch);
            var reach = new Interval(
                within.Start - search.Open.Max(t => t.Appointment.ReachBefore), within.End + search.Open.Max(t => t.Appointment.Reach));
            var taken = await db.TakenWithinAsync(
                [.. search.Open.SelectMany(t => t.ResourceIds).Distinct()], search.Open, reach, now, cancellationToken);
            search.Search(within, taken);
            (start, stretch) = (within.End, stretch * 2);
        }

        return search.Result;
    }
}
