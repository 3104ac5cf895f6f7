using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Teams;
using IntegratedCare.Scheduling.WaitingList;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>Which list is meant.</summary>
public enum ReferralList
{
    /// <summary>Every referral that the caller has to do with.</summary>
    All,

    /// <summary>What a team of the caller's must decide on or book: received or accepted.</summary>
    Worklist,

    /// <summary>What nobody has acted on in time.</summary>
    Lost,

    /// <summary>Who waits for a time.</summary>
    Waiting,

    /// <summary>Who is to be asked whether they take a time that came free.</summary>
    Offered,

    /// <summary>What the caller or their organisation referred and has not read the outcome of.</summary>
    Outcomes,
}

/// <summary>What is looked for; every condition that is given must hold. A POST, so that no NHS number stands in an address.</summary>
public sealed record FindReferralsRequest(
    ReferralList List = ReferralList.All,
    [StringLength(20)] string? Reference = null,
    Guid? TeamId = null,
    Guid? ServiceId = null,
    ReferralStage? Stage = null,
    Priority? Priority = null,
    [StringLength(20)] string? NhsNumber = null,
    [Range(1, PageRequest.PageMax)] int? Page = null,
    [Range(1, PageRequest.PageSizeMax)] int? PageSize = null);

/// <summary>A referral as a list shows it: enough of the person to tell them from another, and no clinical text.</summary>
public sealed record FoundReferral(ReferralStanding Standing, string GivenName, string FamilyName, DateOnly DateOfBirth);

/// <summary>Referrals in the order in which they are worked: by clinical priority, then by how long the person has waited.</summary>
internal static class FindReferrals
{
    public static async Task<Ok<Page<FoundReferral>>> Handle(
        FindReferralsRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var page = await Matching(OfList(request.List, db, caller).AsNoTracking().Where(r => r.ErasedAt == null), request, cipher)
            .InOrderOfNeed()
            .Select(r => new
            {
                Request = r,
                Service = db.CareServices.Where(s => s.Id == r.Service).Select(s => s.Name).FirstOrDefault(),
                Team = db.Teams.Where(t => t.Id == r.Team).Select(t => t.Name).FirstOrDefault(),
            })
            .ToPageAsync(new(request.Page, request.PageSize), cancellationToken);

        foreach (var found in page.Items) db.RecordAccess(found.Request, caller, purpose, "referral.search");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page<FoundReferral>(
            [.. page.Items.Select(f => View(f.Request, f.Request.Standing(f.Service, f.Team), cipher))], page.Number, page.PageSize, page.Total));
    }

    /// <summary>By clinical priority, then by how long the person has waited; the same for everybody who asks.</summary>
    public static IOrderedQueryable<ServiceRequest> InOrderOfNeed(this IQueryable<ServiceRequest> requests) => requests
        .OrderBy(r => r.Priority == Priority.Urgent ? 0 : r.Priority == Priority.Soon ? 1 : 2).ThenBy(r => r.ReceivedAt).ThenBy(r => r.Id);

    private static IQueryable<ServiceRequest> OfList(ReferralList list, SchedulingDb db, Caller caller) => list switch
    {
        ReferralList.All => db.ReferralsOf(caller),
        ReferralList.Worklist => db.ReferralsBeforeTeamsOf(caller)
            .Where(r => r.Stage == ReferralStage.Received || r.Stage == ReferralStage.Accepted),
        ReferralList.Lost => db.ReferralsOf(caller)
            .Where(r => r.LostAt != null && r.ActBy == null && (r.Stage == ReferralStage.Received || r.Stage == ReferralStage.Accepted)),
        ReferralList.Waiting => db.ReferralsOf(caller).Where(r => r.Stage == ReferralStage.Waiting),
        ReferralList.Offered => db.ReferralsOf(caller)
            .Where(r => r.Stage == ReferralStage.Waiting && db.TimeOffers.Any(o => o.Request == r.Id && o.State == OfferState.Open)),
        ReferralList.Outcomes => db.ServiceRequests
            .Where(r => r.ReferredByOrganisation == null ? r.ReferredBySubject == caller.Subject : r.ReferredByOrganisation == caller.OrganisationCode)
            .Where(r => r.ClosedAt != null && r.OutcomeSeenAt == null),
    };

    private static IQueryable<ServiceRequest> Matching(IQueryable<ServiceRequest> requests, FindReferralsRequest asked, PersonalDataCipher cipher)
    {
        if (asked.Reference is { } written)
        {
            var reference = BookingReference.Normalise(written);
            requests = requests.Where(r => r.Reference == reference);
        }

        if (asked.TeamId is { } team) requests = requests.Where(r => r.Team == new TeamId(team));
        if (asked.ServiceId is { } service) requests = requests.Where(r => r.Service == new ServiceId(service));
        if (asked.Stage is { } stage) requests = requests.Where(r => r.Stage == stage);
        if (asked.Priority is { } priority) requests = requests.Where(r => r.Priority == priority);
        if (asked.NhsNumber is null) return requests;

        if (!NhsNumber.TryParse(asked.NhsNumber, out var number)) throw new DomainException(PersonErrors.NhsNumberInvalid);
        var person = cipher.KeyOf(number).Value;
        return requests.Where(r => r.PersonKey == person);
    }

    private static FoundReferral View(ServiceRequest request, ReferralStanding standing, PersonalDataCipher cipher)
    {
        var person = request.OpenPerson(new(cipher, request.Id));
        return new(standing, person.GivenName, person.FamilyName, person.DateOfBirth);
    }
}
