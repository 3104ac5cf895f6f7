using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Kernel.Audit;

/// <summary>A stretch of the audit, newest first.</summary>
public sealed record FindAccessRequest : AccessFilter
{
    /// <summary>The most records that one answer holds.</summary>
    public const int LimitMax = 200;

    /// <summary>Where an earlier answer ended: its <c>next</c>.</summary>
    [StringLength(60)] public string? After { get; init; }

    /// <summary>How many records the answer holds at most.</summary>
    [Range(1, LimitMax)] public int? Limit { get; init; }
}

internal static class FindAccess
{
    private const int LimitDefault = 50;

    public static async Task<Feed<AccessRecordView>> Handle(
        FindAccessRequest request, Caller caller, Purpose purpose, KernelDb db, PersonalDataCipher cipher, ServiceName service,
        CancellationToken cancellationToken)
    {
        var person = request.PersonAskedFor(cipher);
        var records = request.Narrow(db.Set<AccessRecord>().AsNoTracking(), person);
        if (request.After is { } after)
        {
            var (at, id) = AuditCursor.Parse(after);
            records = records.Where(r => EF.Functions.LessThan(ValueTuple.Create(r.At, r.Id), ValueTuple.Create(at, id)));
        }

        // Whoever reads the audit is in it, before they see any of it.
        db.RecordAccess(caller, purpose, "audit.search", "audit", service.Value, person);
        await db.SaveChangesAsync(cancellationToken);

        var limit = request.Limit ?? LimitDefault;
        var found = await records.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(limit + 1).ToListAsync(cancellationToken);
        var items = found.Take(limit).Select(AccessRecordView.Of).ToList();
        return new(items, found.Count > limit ? items[^1].Cursor : null);
    }
}
