using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Organisations;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Memberships;

/// <summary>A membership that somebody is to have: a role, for an organisation, perhaps in one neighbourhood.</summary>
public sealed record MembershipWish(
    [StringLength(50, MinimumLength = 1)] string Role,
    [StringLength(Organisation.CodeLengthMax, MinimumLength = 1)] string OrganisationCode,
    [RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$"), StringLength(Membership.NeighbourhoodLengthMax)] string? NeighbourhoodCode = null)
{
    /// <summary>The membership itself; those made together keep their order, for the first is the one that a person acts in first.</summary>
    internal Membership For(Guid account, DateTimeOffset now, int place) => new()
    {
        Id = new(Guid.CreateVersion7(now.AddMilliseconds(place))),
        AccountId = account,
        Role = Membership.HeldRole(Role),
        OrganisationCode = OrganisationCode,
        NeighbourhoodCode = NeighbourhoodCode,
    };

    internal bool IsOf(Membership membership) =>
        (membership.Role, membership.OrganisationCode, membership.NeighbourhoodCode) == (Role, OrganisationCode, NeighbourhoodCode);

    /// <summary>Refuses roles that no person holds, organisations that there are not, and the same membership twice.</summary>
    internal static async Task CheckAsync(IReadOnlyList<MembershipWish> wishes, IdentityDb db, CancellationToken cancellationToken)
    {
        foreach (var wish in wishes) Membership.HeldRole(wish.Role);
        if (wishes.Distinct().Count() < wishes.Count) throw new DomainException(MembershipErrors.Twice);

        var codes = wishes.Select(wish => wish.OrganisationCode).Distinct().ToList();
        if (await db.Organisations.CountAsync(known => codes.Contains(known.Code), cancellationToken) < codes.Count)
            throw new DomainException(MembershipErrors.OrganisationUnknown);
    }
}
