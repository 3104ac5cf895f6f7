using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>Who answers for what the directory says of a service: the one place that decides it.</summary>
/// <remarks>
/// The council and the commissioner keep the whole directory and change entries themselves; a provider answers for its own services, and proposes. That
/// the services exist is public, so that whoever may not is told so.
/// </remarks>
internal static class Stewardship
{
    /// <summary>Refuses an editor who keeps neither the whole directory nor the services of these providers.</summary>
    public static async Task RequireStewardAsync(
        this DirectoryDb db, Caller caller, IEnumerable<OrganisationId> providers, CancellationToken cancellationToken)
    {
        if (caller.Is(Roles.PlaceLoader)) return;

        var own = await db.FindOwnAsync(caller, cancellationToken);
        if (own is { Kind: OrganisationKind.Council or OrganisationKind.Commissioner }) return;
        if (own is null || providers.Any(provider => provider != own.Id)) throw new DomainException(ServiceErrors.NotYourOrganisation);
    }

    /// <summary>Refuses an editor who does not keep the whole directory.</summary>
    public static async Task RequireCuratorAsync(this DirectoryDb db, Caller caller, CancellationToken cancellationToken)
    {
        if (!await db.IsCuratorAsync(caller, cancellationToken)) throw new DomainException(DirectoryErrors.CuratorsOnly);
    }

    /// <summary>Does the caller keep the whole directory, as an editor of the council or the commissioner?</summary>
    public static async Task<bool> IsCuratorAsync(this DirectoryDb db, Caller caller, CancellationToken cancellationToken) =>
        caller.Is(Roles.PlaceLoader)
        || (caller.Is(Roles.DirectoryEditor)
            && await db.FindOwnAsync(caller, cancellationToken) is { Kind: OrganisationKind.Council or OrganisationKind.Commissioner });

    /// <summary>Refuses whoever neither keeps the service's entry nor works for its provider or in a neighbourhood that it serves by name.</summary>
    public static async Task RequireInsiderAsync(
        this DirectoryDb db, Caller caller, CareService service, CancellationToken cancellationToken)
    {
        if (caller.Is(Roles.DirectoryEditor))
        {
            await db.RequireStewardAsync(caller, [service.ProviderId], cancellationToken);
            return;
        }

        if (service.Neighbourhoods.Exists(served => served.NeighbourhoodCode == caller.NeighbourhoodCode)) return;
        if ((await db.FindOwnAsync(caller, cancellationToken))?.Id != service.ProviderId)
            throw new DomainException(ServiceErrors.NotYourOrganisation);
    }

    /// <summary>The organisation that the caller acts for; null where the directory knows none by that code.</summary>
    public static async Task<Organisation?> FindOwnAsync(this DirectoryDb db, Caller caller, CancellationToken cancellationToken) =>
        caller.OrganisationCode is { } code
            ? await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Code == code, cancellationToken)
            : null;
}
