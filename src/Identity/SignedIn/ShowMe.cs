using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.SignedIn;

/// <summary>Who the caller's token says they are.</summary>
internal static class ShowMe
{
    public static async Task<Ok<MeView>> Handle(Caller caller, IdentityDb db, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.AsNoTracking()
            .Where(known => known.Code == caller.OrganisationCode)
            .Select(known => new OrganisationView(known.Code, known.Name))
            .SingleOrDefaultAsync(cancellationToken);
        return TypedResults.Ok(new MeView(caller.Subject, caller.Name, caller.Role, organisation, caller.NeighbourhoodCode));
    }
}

/// <summary>A signed-in person or program; one that acts for the place itself has no organisation.</summary>
public sealed record MeView(
    string Subject, string Name, string Role, OrganisationView? Organisation, string? NeighbourhoodCode);

public sealed record OrganisationView(string Code, string Name);
