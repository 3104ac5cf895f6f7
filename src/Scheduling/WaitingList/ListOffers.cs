using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.WaitingList;

public sealed record OfferList(IReadOnlyList<OfferView> Items);

/// <summary>Every time that was offered for a referral, the newest first.</summary>
internal static class ListOffers
{
    private const int OffersMax = 200;

    public static async Task<Ok<OfferList>> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, CancellationToken cancellationToken)
    {
        var request = await db.ReferralsOf(caller).AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == new ServiceRequestId(id), cancellationToken)
            ?? throw new DomainException(ServiceRequestErrors.Unknown);
        var offers = await db.TimeOffers.AsNoTracking().Where(o => o.Request == request.Id)
            .OrderByDescending(o => o.OfferedAt).ThenBy(o => o.Id).Take(OffersMax)
            .Select(o => new
            {
                Offer = o,
                Team = db.Teams.Where(t => t.Id == o.Team).Select(t => t.Name).FirstOrDefault(),
                Site = db.Sites.Where(s => s.Id == o.Site).Select(s => s.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        db.RecordAccess(request, caller, purpose, "referral.offers-read");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new OfferList([.. offers.Select(o => OfferView.Of(o.Offer, o.Team, o.Site))]));
    }
}
