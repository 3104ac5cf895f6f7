using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Identity.Memberships;

internal readonly record struct MembershipId(Guid Value) : IEntityId<MembershipId>
{
    public static MembershipId New() => new(Guid.CreateVersion7());

    public static MembershipId From(Guid value) => new(value);
}

/// <summary>A person acts in a role, for an organisation, perhaps in one neighbourhood. A person may have several, and acts in one at a time.</summary>
internal sealed class Membership
{
    public const int NeighbourhoodLengthMax = 100;
    public const int PerAccountMax = 20;

    public required MembershipId Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string Role { get; init; }
    public required string OrganisationCode { get; init; }
    public string? NeighbourhoodCode { get; init; }     // null: the person works across the place
    public string? Provider { get; init; }              // null: granted here; else it follows what the provider states at each sign-in

    /// <summary>The roles a person may hold: not those of programs.</summary>
    public static string HeldRole(string role) => Roles.OfPeople.Contains(role)
        ? role
        : throw new DomainException(MembershipErrors.RoleUnknown);
}
