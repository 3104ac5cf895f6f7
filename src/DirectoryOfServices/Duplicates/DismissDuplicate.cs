using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Duplicates;

/// <summary>These are two services, for this reason.</summary>
public sealed record DismissDuplicateRequest
{
    public required Guid One { get; init; }
    public required Guid Other { get; init; }
    [Required, StringLength(ServiceMapping.NotesLengthMax)] public required string Reason { get; init; }
}

/// <summary>Who said so first.</summary>
public sealed record DismissalView(Guid One, Guid Other, string Reason, string DismissedBy, DateTimeOffset DismissedAt);

internal static class DismissDuplicate
{
    /// <remarks>Said twice, the first answer stands.</remarks>
    public static async Task<Ok<DismissalView>> Handle(
        DismissDuplicateRequest request, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        await db.RequireCuratorAsync(caller, cancellationToken);
        if (request.One == request.Other) throw new DomainException(DuplicateErrors.Itself);
        var (one, other) = InOrder(request.One, request.Other);
        if (await db.CareServices.CountAsync(s => s.Id == one || s.Id == other, cancellationToken) < 2)
            throw new DomainException(ServiceErrors.Unknown);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.HoldAsync([RecordLock.Of(one), RecordLock.Of(other)], cancellationToken);
        var dismissal = await db.DuplicateDismissals.AsNoTracking()
            .SingleOrDefaultAsync(d => d.One == one && d.Other == other, cancellationToken);
        if (dismissal is null)
        {
            dismissal = new()
            {
                One = one, Other = other, Reason = request.Reason.Trim(), DismissedBy = caller.Subject,
                OrganisationCode = caller.OrganisationCode, DismissedAt = time.GetUtcNow(),
            };
            db.DuplicateDismissals.Add(dismissal);
            db.RecordAccess(caller, purpose, "duplicate.dismiss", "service", $"{one.Value}");
            db.RecordAccess(caller, purpose, "duplicate.dismiss", "service", $"{other.Value}");
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new DismissalView(
            one.Value, other.Value, dismissal.Reason, dismissal.DismissedBy, dismissal.DismissedAt));
    }

    // As PostgreSQL orders them: by their bytes, which is how their text reads.
    internal static (ServiceId One, ServiceId Other) InOrder(Guid one, Guid other) =>
        string.CompareOrdinal(one.ToString(), other.ToString()) < 0 ? (new(one), new(other)) : (new(other), new(one));
}
