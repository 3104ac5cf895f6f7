using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Passkeys;

/// <summary>A signed-in person wants a passkey on this device, and proves once more who they are: the question to put to the browser.</summary>
internal static class AskToAddPasskey
{
    public const int PerAccountMax = 10;

    public static async Task<ContentHttpResult> Handle(
        FactorProof proof, PresentSession present, OwnAccount own, SecondFactorCheck check, HttpContext http,
        IPasskeyHandler<Account> passkeys, PasskeyQuestions questions, PersonalDataCipher cipher, IdentityDb db, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (_, account, _) = await own.OfAsync(present, cancellationToken);
        await CheckMayHaveAsync(db, account, cancellationToken);
        await proof.RequireAsync(account, check, cancellationToken);

        var asked = await passkeys.MakeCreationOptionsAsync(new()
        {
            Id = account.Id.ToString(),
            Name = account.EmailAddress(cipher)?.Value ?? account.DisplayName(cipher),
            DisplayName = account.DisplayName(cipher),
        }, http);
        await questions.KeepAsync(asked.AttestationState ?? string.Empty, account.Id, http, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Content(asked.CreationOptionsJson, System.Net.Mime.MediaTypeNames.Application.Json);
    }

    internal static async Task CheckMayHaveAsync(IdentityDb db, Account account, CancellationToken cancellationToken)
    {
        if (await db.Set<IdentityUserLogin<Guid>>().AnyAsync(login => login.UserId == account.Id, cancellationToken))
            throw new DomainException(PasskeyErrors.ProviderDecides);
        if (await db.PasskeyNotes.CountAsync(note => note.AccountId == account.Id, cancellationToken) >= PerAccountMax)
            throw new DomainException(PasskeyErrors.TooMany);
    }
}
