using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Fhir.Searching;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Fhir.ServiceRequests;

/// <summary>Referrals that the caller has to do with, in the order in which they are worked. Each that is told is accounted for.</summary>
internal static class SearchServiceRequests
{
    public static async Task<IResult> Handle(
        HttpContext http, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var search = await DiarySearch.ReadAsync(DiaryTypes.ServiceRequest, http, cancellationToken);
        var page = await Matching(db.ReferralsOf(caller).AsNoTracking().Where(r => r.ErasedAt == null), search, cipher)
            .InOrderOfNeed().ToPageAsync(DiaryBundle.PageOf(search), cancellationToken);

        var requests = await db.ServiceRequestsAsync(page.Items, cipher, cancellationToken);
        foreach (var found in page.Items) db.RecordAccess(found, caller, purpose, "referral.read");
        await db.SaveChangesAsync(cancellationToken);
        return new FhirAnswer(DiaryBundle.Of(search, page, requests, http.Request, now)) { IsPersonal = true };
    }

    private static IQueryable<ServiceRequest> Matching(IQueryable<ServiceRequest> requests, DiarySearch search, PersonalDataCipher cipher)
    {
        if (search.Code("identifier", DiaryCodes.ReferralReference) is { } written)
        {
            var reference = BookingReference.Normalise(written);
            requests = requests.Where(r => r.Reference == reference);
        }

        var stages = search.Tokens(
            "status", ReferralReading.StatusSystem, Enum.GetValues<ReferralStage>().Select(s => (ReferralReading.StatusOf(s), s)));
        if (stages is not null) requests = requests.Where(r => stages.Contains(r.Stage));
        if (search.References("performer", "HealthcareService") is { } services)
        {
            var ids = services.Select(s => Guid.TryParseExact(s, "D", out var id) ? id : Guid.Empty).Select(ServiceId.From).ToList();
            requests = requests.Where(r => ids.Contains(r.Service));
        }

        var (from, until) = search.Between("authored");
        if (from is { } start) requests = requests.Where(r => r.ReceivedAt >= start);
        if (until is { } end) requests = requests.Where(r => r.ReceivedAt < end);
        if (search.Person() is not { } number) return requests;

        var person = cipher.KeyOf(number).Value;
        return requests.Where(r => r.PersonKey == person);
    }
}
