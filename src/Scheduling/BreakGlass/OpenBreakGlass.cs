using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.BreakGlass;

/// <summary>Whose bookings are needed, and why it cannot wait. The reason is kept encrypted and read by the privacy officer.</summary>
public sealed record OpenBreakGlassRequest(
    [Required, StringLength(20)] string NhsNumber,
    EmergencyCategory Category,
    [Required, StringLength(1000, MinimumLength = 10)] string Reason);

/// <summary>Until when the person's bookings may be read.</summary>
public sealed record BreakGlassOpenedView(Guid GrantId, DateTimeOffset ExpiresAt);

/// <summary>Opens a person's bookings in an emergency; the privacy officer hears of it at once.</summary>
internal static class OpenBreakGlass
{
    private const int SubjectLock = 7_501_976;

    public static async Task<Created<BreakGlassOpenedView>> Handle(
        OpenBreakGlassRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher,
        IOptions<BreakGlassPolicy> policy, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!NhsNumber.TryParse(request.NhsNumber, out var number)) throw new DomainException(PersonErrors.NhsNumberInvalid);
        var now = time.GetUtcNow();
        var grant = Grant.Open(cipher.KeyOf(number).Value, request.Category,
            id => cipher.Encrypt(request.Reason.Trim(), GrantMapping.ReasonColumn, id.Value), caller, policy.Value, now);

        // One after the other for one caller, so that many at once cannot pass the limit together.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({SubjectLock}, hashtext({caller.Subject}))", cancellationToken);
        var recently = await db.BreakGlassGrants.CountAsync(
            g => g.Subject == caller.Subject && g.OpenedAt > now.AddDays(-1), cancellationToken);
        if (recently >= policy.Value.GrantsPerDay) throw new DomainException(BreakGlassErrors.TooOften);

        db.BreakGlassGrants.Add(grant);
        db.Publish(grant.Opened());
        db.RecordAccess(caller, purpose, "break-glass.open", "break-glass-grant", $"{grant.Id.Value}", grant.PersonKey, AccessBasis.BreakGlass);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/scheduling/break-glass/{grant.Id.Value}", new BreakGlassOpenedView(grant.Id.Value, grant.ExpiresAt));
    }
}
