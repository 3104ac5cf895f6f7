using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Organisations;

/// <summary>The place's data names an organisation; sending it again changes nothing.</summary>
internal static class PutOrganisation
{
    public static async Task<Ok<UpsertView>> Handle(
        string code, PutOrganisationRequest request, IdentityDb db, Caller caller, Purpose purpose,
        CancellationToken cancellationToken)
    {
        if (!Organisation.IsCode(code)) throw new DomainException(OrganisationErrors.CodeInvalid);

        var organisation = await db.Organisations.SingleOrDefaultAsync(known => known.Code == code, cancellationToken);
        if (organisation is null)
        {
            organisation = new() { Code = code, Name = request.Name, Kind = request.Kind, OdsCode = request.OdsCode };
            db.Organisations.Add(organisation);
        }
        else
        {
            (organisation.Name, organisation.Kind, organisation.OdsCode) = (request.Name, request.Kind, request.OdsCode);
        }

        var outcome = db.OutcomeFor(organisation);
        if (outcome != UpsertOutcome.Unchanged)
            db.RecordAccess(caller, purpose, "organisation.put", "organisation", code);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate("pk_organisations"))
        {
            throw new DomainException(OrganisationErrors.AddedMeanwhile);
        }

        return TypedResults.Ok(new UpsertView(code, outcome));
    }
}

/// <summary>An organisation as the place knows it: its kind such as council, nhsTrust or generalPractice, its code in the
/// Organisation Data Service if it has one.</summary>
public sealed record PutOrganisationRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    [Required, RegularExpression("^[a-z][a-zA-Z]{0,49}$")] string Kind,
    [RegularExpression("^[A-Z0-9]{3,10}$")] string? OdsCode = null);
