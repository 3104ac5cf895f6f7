using IntegratedCare.Identity.Memberships;
using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Sessions;

/// <summary>A person acts in another of their memberships from now on. The browser gets another secret: what the old one may do has changed.</summary>
internal static class SwitchMembership
{
    public static async Task<Ok<MembershipView>> Handle(
        SwitchMembershipRequest request, HttpContext http, PresentSession present, OpenSessions sessions, IdentityDb db,
        SecondFactorPolicy factors, PersonalDataCipher cipher, Purpose purpose, CancellationToken cancellationToken)
    {
        var (own, _) = await present.HolderAsync(sessions, cancellationToken);
        var chosen = new MembershipId(request.MembershipId);
        var membership = await db.Memberships.SingleOrDefaultAsync(
            known => known.Id == chosen && known.AccountId == own.AccountId, cancellationToken)
            ?? throw new DomainException(MembershipErrors.NotHeld);
        if (!factors.Lets(own, membership.Role)) throw new DomainException(SessionErrors.SecondFactorNeeded);

        var session = await db.Sessions.SingleAsync(known => known.Id == own.Id, cancellationToken);
        var account = await db.Accounts.SingleAsync(known => known.Id == membership.AccountId, cancellationToken);
        session.ActingMembership = membership.Id;
        SessionCookie.Set(http, SessionCookie.Name, session.Renew().Text);
        db.RecordAccess(OpenSessions.CallerOf(account, membership, cipher), purpose, "session.membership-switched", "session",
            session.Id.Value.ToString("N"));
        await db.SaveChangesAsync(cancellationToken);

        var held = await MembershipView.OfAsync(db, account.Id, cancellationToken);
        return TypedResults.Ok(held.Single(view => view.Id == request.MembershipId));
    }
}

public sealed record SwitchMembershipRequest(Guid MembershipId);
