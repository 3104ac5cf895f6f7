using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Fhir.Resources;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Fhir.ServiceRequests;

internal static class ReadServiceRequest
{
    public static async Task<IResult> Handle(
        string id, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, caller, purpose, db, cipher, cancellationToken)
            ?? throw new DomainException(ServiceRequestErrors.Unknown);
        return new FhirAnswer(found) { VersionId = found.Meta.VersionId, LastModified = found.ChangedAt, IsPersonal = true };
    }

    /// <summary>The referral, accounted for; null where there is none for the caller.</summary>
    public static async Task<ServiceRequestResource?> FindAsync(
        string id, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var key)) return null;
        var request = await db.ReferralsOf(caller).AsNoTracking().SingleOrDefaultAsync(r => r.Id == new ServiceRequestId(key), cancellationToken);
        if (request is null) return null;

        var found = await db.ServiceRequestsAsync([request], cipher, cancellationToken);
        db.RecordAccess(request, caller, purpose, "referral.read");
        await db.SaveChangesAsync(cancellationToken);
        return found[0];
    }
}
