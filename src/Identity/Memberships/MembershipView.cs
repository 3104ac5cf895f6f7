using IntegratedCare.Identity.SignedIn;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Memberships;

/// <summary>A role for an organisation; a persona's one has no id. What a provider states names the provider.</summary>
public sealed record MembershipView(Guid? Id, string Role, OrganisationView? Organisation, string? NeighbourhoodCode, string? Provider = null)
{
    internal static async Task<IReadOnlyList<MembershipView>> OfAsync(IdentityDb db, Guid account, CancellationToken cancellationToken) =>
        [.. (await OfAsync(db, [account], cancellationToken))[account]];

    internal static async Task<ILookup<Guid, MembershipView>> OfAsync(
        IdentityDb db, IReadOnlyList<Guid> accounts, CancellationToken cancellationToken)
    {
        var held = await db.Memberships.AsNoTracking().Where(membership => accounts.Contains(membership.AccountId))
            .OrderBy(membership => membership.Id).Take(Membership.PerAccountMax * accounts.Count)
            .Join(db.Organisations, membership => membership.OrganisationCode, organisation => organisation.Code,
                (membership, organisation) => new { Membership = membership, organisation.Name })
            .ToListAsync(cancellationToken);
        return held.OrderBy(one => one.Membership.Id.Value).ToLookup(
            one => one.Membership.AccountId,
            one => new MembershipView(one.Membership.Id.Value, one.Membership.Role, new(one.Membership.OrganisationCode, one.Name),
                one.Membership.NeighbourhoodCode, one.Membership.Provider));
    }

    internal static async Task<MembershipView> OfAsync(IdentityDb db, Caller caller, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.AsNoTracking().Where(known => known.Code == caller.OrganisationCode)
            .Select(known => new OrganisationView(known.Code, known.Name)).SingleOrDefaultAsync(cancellationToken);
        return new(Id: null, caller.Role, organisation, caller.NeighbourhoodCode);
    }
}
