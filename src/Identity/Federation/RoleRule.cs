namespace IntegratedCare.Identity.Federation;

/// <summary>One of a person's roles as the provider states it.</summary>
/// <param name="Id">How the provider names this role of this person (<c>person_roleid</c>); null where it does not.</param>
/// <param name="Value">What the role is (<c>role_code</c>, or the name of a group).</param>
/// <param name="OdsCode">For which organisation (<c>org_code</c>); null where the provider does not say.</param>
internal sealed record StatedRole(string? Id, string Value, string? OdsCode);

/// <summary>A role in this place that a provider's role stands for.</summary>
internal sealed record MappedRole(string Role, string OrganisationCode, string? NeighbourhoodCode);

/// <summary>Which role here a role at the provider stands for. The first rule that fits decides.</summary>
/// <param name="When">The provider's role; <c>*:R8000</c> stands for every one that ends so.</param>
/// <param name="WhenOrganisation">Only for this organisation, by its ODS code; null: for any.</param>
/// <param name="Role">The role here.</param>
/// <param name="Organisation">Our code of the organisation acted for; null: the one of the provider's ODS code.</param>
/// <param name="Neighbourhood">The neighbourhood worked in; null: across the place.</param>
internal sealed record RoleRule(string When, string? WhenOrganisation, string Role, string? Organisation, string? Neighbourhood)
{
    private const char AnyBeginning = '*';

    public bool Fits(StatedRole stated) =>
        (WhenOrganisation is null || string.Equals(WhenOrganisation, stated.OdsCode, StringComparison.OrdinalIgnoreCase))
        && (When[0] == AnyBeginning ? stated.Value.EndsWith(When[1..], StringComparison.Ordinal) : stated.Value == When);

    /// <summary>The role here, or null where the place does not know the organisation.</summary>
    public MappedRole? Map(StatedRole stated, IReadOnlyDictionary<string, string> organisationsByOdsCode)
    {
        var organisation = Organisation
            ?? (stated.OdsCode is { } ods ? organisationsByOdsCode.GetValueOrDefault(ods.ToUpperInvariant()) : null);
        return organisation is null ? null : new(Role, organisation, Neighbourhood);
    }
}
