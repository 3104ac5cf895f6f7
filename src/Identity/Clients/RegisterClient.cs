using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Clients;

/// <summary>The operator registers a partner's program, and is shown its first secret once.</summary>
internal static class RegisterClient
{
    public static async Task<Created<NewSecretView>> Handle(
        RegisterClientRequest request, IdentityDb db, Caller caller, Purpose purpose, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var client = Client.Register(request);
        if (request.OrganisationCode is { } code
            && !await db.Organisations.AnyAsync(known => known.Code == code, cancellationToken))
            throw new DomainException(ClientErrors.OrganisationUnknown);
        if (await db.Clients.AnyAsync(known => known.Id == client.Id, cancellationToken))
            throw new DomainException(ClientErrors.IdTaken);

        var (secret, text) = ClientSecret.Generate(now);
        client.AddSecret(secret, overlap: TimeSpan.Zero, now);
        db.Clients.Add(client);
        db.RecordAccess(caller, purpose, "client.registered", "client", client.Id);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate("pk_clients"))
        {
            throw new DomainException(ClientErrors.IdTaken);
        }

        return TypedResults.Created((string?)null, new NewSecretView(secret.Id, text, ClientView.Of(client, now)));
    }
}

/// <summary>A program, the one role it acts in, the organisation it acts for if any, and what it may do: such as <c>scheduling.read</c>.</summary>
public sealed record RegisterClientRequest(
    [Required, StringLength(Client.IdLengthMax, MinimumLength = 1)] string Id,
    [Required, StringLength(Client.NameLengthMax, MinimumLength = 1)] string Name,
    [Required, StringLength(50, MinimumLength = 1)] string Role,
    [Required, MinLength(1), MaxLength(12)] IReadOnlyList<string> Scopes,
    [StringLength(100, MinimumLength = 1)] string? OrganisationCode = null);
