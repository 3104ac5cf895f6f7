using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Kernel.Audit;

/// <summary>The heads of an earlier verification, as they were noted outside the database.</summary>
public sealed record VerifyAccessRequest([property: MaxLength(ChainGuards.Lanes)] IReadOnlyList<LaneHead> Heads);

/// <summary>Says whether the audit still is what was written; with noted heads, also whether it was written anew as a whole.</summary>
internal static class VerifyAccess
{
    /// <summary>A long chain takes its time; nobody waits for ever.</summary>
    public static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(10);

    public static Task<ChainVerificationView> HandleAll(
        Caller caller, Purpose purpose, KernelDb db, ServiceName service, CancellationToken cancellationToken) =>
        Handle(new([]), caller, purpose, db, service, cancellationToken);

    public static async Task<ChainVerificationView> Handle(
        VerifyAccessRequest request, Caller caller, Purpose purpose, KernelDb db, ServiceName service,
        CancellationToken cancellationToken)
    {
        var verified = await db.VerifyChainAsync([.. request.Heads.DistinctBy(head => head.Lane)], cancellationToken);
        db.RecordAccess(caller, purpose, verified.Intact ? "audit.verify" : "audit.find-broken", "audit", service.Value);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (!verified.Intact)
        {
            // A chain that is broken may take no more records; that it is broken must be told all the same.
        }

        return verified;
    }
}
