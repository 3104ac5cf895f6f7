using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.BreakGlass;

/// <summary>Why somebody broke the glass, and what they read then.</summary>
internal static class ReadGrant
{
    private const int ReadMax = 1000;
    private static readonly TimeSpan ClockSkewMax = TimeSpan.FromMinutes(1);

    public static async Task<GrantDetail> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var grant = await db.BreakGlassGrants.AsNoTracking().SingleOrDefaultAsync(g => g.Id == new GrantId(id), cancellationToken)
            ?? throw new DomainException(BreakGlassErrors.Unknown);

        db.RecordAccess(caller, purpose, "break-glass.read", "break-glass-grant", $"{id}", grant.PersonKey);
        await db.SaveChangesAsync(cancellationToken);

        // The audit's times are the database's own clock.
        var (from, until) = (grant.OpenedAt - ClockSkewMax, (grant.EndedAt ?? grant.ExpiresAt) + ClockSkewMax);
        var read = await db.Database.SqlQuery<ReadRecordView>(
            $"""
             SELECT action AS "Action", record_type AS "RecordType", record_id AS "RecordId", at AS "At" FROM access_records
             WHERE person_key = {grant.PersonKey} AND subject = {grant.Subject} AND session_id IS NOT DISTINCT FROM {grant.SessionId}
                 AND basis = 'breakGlass' AND record_type = 'booking' AND at BETWEEN {from} AND {until}
             ORDER BY at, id LIMIT {ReadMax}
             """).ToListAsync(cancellationToken);
        return new(
            GrantView.Of(grant, time.GetUtcNow()), grant.PersonKey,
            cipher.Decrypt(grant.Reason, GrantMapping.ReasonColumn, id),
            grant.ReviewNote is { } note ? cipher.Decrypt(note, GrantMapping.ReviewNoteColumn, id) : null,
            read);
    }
}
