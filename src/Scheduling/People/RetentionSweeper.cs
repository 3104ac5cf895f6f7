using System.Security.Cryptography;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Absences;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.People;

/// <summary>Takes the person out of bookings and referrals that need not be kept any longer, and removes absences, a batch at a time; each is accounted for.</summary>
/// <remarks>One replica at a time has the lease of a batch, which ends with its transaction: whoever dies leaves whole bookings behind.</remarks>
internal sealed partial class RetentionSweeper(
    IServiceScopeFactory scopes, IOptions<RetentionPolicy> policy, TimeProvider time, ILogger<RetentionSweeper> logger) : BackgroundService
{
    internal const int BatchMax = 100;
    private const long LeaseLock = 7_501_975_301;
    private static readonly Caller Itself = new("client:scheduling", "Scheduling", "scheduling", null, null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(policy.Value.SweepEveryHours), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var erased = await SweepAsync(stoppingToken);
                if (erased > 0) Erased(logger, erased);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>Erases all whose time is over; how many bookings and referrals.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var (erased, after) = (0, (DateTimeOffset.MinValue, Guid.Empty));
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var (seen, done, last) = await BatchAsync(
                scope.ServiceProvider.GetRequiredService<SchedulingDb>(), scope.ServiceProvider.GetRequiredService<PersonalDataCipher>(),
                after, cancellationToken);
            erased += done;
            if (seen == 0) break;
            after = last;
        }

        after = (DateTimeOffset.MinValue, Guid.Empty);
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var (seen, done, last) = await ReferralsAsync(
                scope.ServiceProvider.GetRequiredService<SchedulingDb>(), scope.ServiceProvider.GetRequiredService<PersonalDataCipher>(),
                after, cancellationToken);
            erased += done;
            if (seen == 0) break;
            after = last;
        }

        while (await AbsencesAsync(cancellationToken) == BatchMax) { }
        return erased;
    }

    private async Task<int> AbsencesAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SchedulingDb>()
            .EraseAbsencesAsync(time.GetUtcNow().AddYears(-policy.Value.AbsenceYears), BatchMax, Itself, cancellationToken);
    }

    private async Task<(int Seen, int Erased, (DateTimeOffset, Guid) Last)> BatchAsync(
        SchedulingDb db, PersonalDataCipher cipher, (DateTimeOffset EndsAt, Guid Id) after, CancellationToken cancellationToken)
    {
        var (now, limit) = (time.GetUtcNow(), policy.Value.CareEndedBefore(time.GetUtcNow()));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isAlone = await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({LeaseLock}) AS \"Value\"").ToListAsync(cancellationToken);
        if (!isAlone[0]) return (0, 0, after);

        // A person's records are kept together, as long as the last of their care asks for it.
        var locked = await db.Database.SqlQuery<Guid>(
                $"""
                 SELECT id AS "Value" FROM bookings b
                 WHERE erased_at IS NULL AND ends_at < {limit} AND (ends_at, id) > ({after.EndsAt}, {after.Id})
                     AND NOT EXISTS (SELECT FROM bookings later WHERE later.person_key = b.person_key AND later.ends_at >= {limit})
                     AND NOT EXISTS (SELECT FROM service_requests r
                         WHERE r.person_key = b.person_key AND (r.closed_at IS NULL OR r.closed_at >= {limit}))
                 ORDER BY ends_at, id LIMIT {BatchMax} FOR UPDATE SKIP LOCKED
                 """).ToListAsync(cancellationToken);
        if (locked.Count == 0) return (0, 0, after);

        var ids = locked.Select(id => new BookingId(id)).ToList();
        var due = await db.Bookings.Where(b => ids.Contains(b.Id)).ToListAsync(cancellationToken);

        var erased = 0;
        foreach (var booking in due.Where(b => !policy.Value.IsHeld(b.PersonKey)))
        {
            if (!IsOver(booking.EndsAt, () => booking.OpenDateOfBirth(new(cipher, booking.Id)), booking.Id.Value, now)) continue;

            booking.Erase(now);
            db.Publish(booking.Erased(now));
            db.RecordAccess(Itself, Purpose.Administration, "booking.erase", "booking", $"{booking.Id.Value}");
            erased++;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var last = due.First(b => b.Id == ids[^1]);
        return (due.Count, erased, (last.EndsAt, last.Id.Value));
    }

    // Once the person's bookings are gone: a referral is kept as long as the care that came of it.
    private async Task<(int Seen, int Erased, (DateTimeOffset, Guid) Last)> ReferralsAsync(
        SchedulingDb db, PersonalDataCipher cipher, (DateTimeOffset ClosedAt, Guid Id) after, CancellationToken cancellationToken)
    {
        var (now, limit) = (time.GetUtcNow(), policy.Value.CareEndedBefore(time.GetUtcNow()));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var locked = await db.Database.SqlQuery<Guid>(
            $"""
             SELECT id AS "Value" FROM service_requests r
             WHERE erased_at IS NULL AND closed_at < {limit} AND (closed_at, id) > ({after.ClosedAt}, {after.Id})
                 AND NOT EXISTS (SELECT FROM bookings b WHERE b.person_key = r.person_key)
                 AND NOT EXISTS (SELECT FROM service_requests later
                     WHERE later.person_key = r.person_key AND (later.closed_at IS NULL OR later.closed_at >= {limit}))
             ORDER BY closed_at, id LIMIT {BatchMax} FOR UPDATE SKIP LOCKED
             """).ToListAsync(cancellationToken);
        var ids = locked.Select(id => new ServiceRequestId(id)).ToList();
        var due = await db.ServiceRequests.Where(r => ids.Contains(r.Id)).OrderBy(r => r.ClosedAt).ThenBy(r => r.Id).ToListAsync(cancellationToken);
        var erased = 0;
        foreach (var request in due.Where(r => !policy.Value.IsHeld(r.PersonKey)))
        {
            if (!IsOver(request.ClosedAt!.Value, () => request.Person!.OpenDateOfBirth(new RequestSeal(cipher, request.Id).Row), request.Id.Value, now))
                continue;

            request.Erase(now);
            db.Publish(request.ErasedEvent(now));
            db.RecordAccess(Itself, Purpose.Administration, "referral.erase", "referral", $"{request.Id.Value}");
            erased++;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due.Count == 0 ? (0, 0, after) : (due.Count, erased, (due[^1].ClosedAt!.Value, due[^1].Id.Value));
    }

    // Until when it is kept hangs on the person's age. Where that cannot be read nothing is erased, and the others do not wait for it.
    private bool IsOver(DateTimeOffset ended, Func<DateOnly> born, Guid record, DateTimeOffset now)
    {
        try
        {
            return LondonTime.DateOf(now) >= policy.Value.KeptUntil(ended, born());
        }
        catch (CryptographicException)
        {
            Unreadable(logger, record);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} bookings and referrals were erased: their time of keeping is over")]
    private static partial void Erased(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Record {RecordId} is kept beyond its time: it cannot be decrypted")]
    private static partial void Unreadable(ILogger logger, Guid recordId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Erasing what need not be kept is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
