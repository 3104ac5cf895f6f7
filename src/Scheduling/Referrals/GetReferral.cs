using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>A referral with the person, for those who have to do with it.</summary>
internal static class GetReferral
{
    public static async Task<Ok<ReferralDetail>> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var request = await db.ReferralsOf(caller).AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == new ServiceRequestId(id), cancellationToken)
            ?? throw new DomainException(ServiceRequestErrors.Unknown);
        var service = await db.CareServices.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.Service, cancellationToken);
        var detail = ReferralDetail.Of(request, await db.StandingOfAsync(request, cancellationToken), service, cipher);
        db.RecordAccess(request, caller, purpose, "referral.read");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(detail);
    }
}
