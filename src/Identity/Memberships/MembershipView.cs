using IntegratedCare.Identity.SignedIn;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Memberships;

/// <summary>A role for an organisation; a persona's one has no id.</summary>
public sealed record MembershipView(Guid? Id, string Role, OrganisationView? Organisation, string? NeighbourhoodCode)
{
    internal static async Task<IReadOnlyList<MembershipView>> OfAsync(IdentityDb db, Guid account, CancellationToken cancellationToken) =>
        await db.Memberships.AsNoTracking().Where(membership => membership.AccountId == account)
            .OrderBy(membership => membership.Id).Take(Membership.PerAccountMax)
            .Join(db.Organisations, membership => membership.OrganisationCode, organisation => organisation.Code,
                (membership, organisation) => new MembershipView(
                    membership.Id.Value, membership.Role, new(organisation.Code, organisation.Name), membership.NeighbourhoodCode))
            .ToListAsync(cancellationToken);

    internal static async Task<MembershipView> OfAsync(IdentityDb db, Caller caller, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.AsNoTracking().Where(known => known.Code == caller.OrganisationCode)
            .Select(known => new OrganisationView(known.Code, known.Name)).SingleOrDefaultAsync(cancellationToken);
        return new(Id: null, caller.Role, organisation, caller.NeighbourhoodCode);
    }
}
