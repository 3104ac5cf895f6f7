using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Passkeys;

/// <summary>The browser has made a passkey: from now on its owner may sign in by it.</summary>
internal static class AddPasskey
{
    public static async Task<Created<PasskeyView>> Handle(
        AddPasskeyRequest request, PresentSession present, OwnAccount own, HttpContext http, IPasskeyHandler<Account> passkeys,
        PasskeyQuestions questions, UserManager<Account> accounts, Mails mails, PersonalDataCipher cipher, IdentityDb db, TimeProvider time,
        ILogger<PasskeyQuestions> logger, CancellationToken cancellationToken)
    {
        var (_, account, caller) = await own.OfAsync(present, cancellationToken);
        var state = await questions.TakeAsync(account.Id, http, cancellationToken);
        await AskToAddPasskey.CheckMayHaveAsync(db, account, cancellationToken);
        var result = await passkeys.PerformAttestationAsync(new()
        {
            HttpContext = http,
            CredentialJson = request.Credential.GetRawText(),
            AttestationState = state,
        });
        if (!result.Succeeded)
        {
            logger.NotProven(result.Failure.Message);
            throw new DomainException(PasskeyErrors.NotProven);
        }

        await accounts.AddOrUpdatePasskeyAsync(account, result.Passkey);
        var note = PasskeyNote.Of(result.Passkey.CredentialId, account.Id, request.Name, cipher, time.GetUtcNow());
        db.PasskeyNotes.Add(note);
        var view = PasskeyView.Of(note, cipher);
        db.RecordAccess(caller, Purpose.NotStated, "passkey.added", "account", account.Id.ToString("N"));
        mails.Queue(account, FactorLetters.Of(FactorChange.PasskeyAdded, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate("ux_passkey_notes_credential") || e.IsDuplicate("pk_account_passkeys"))
        {
            throw new DomainException(PasskeyErrors.AlreadyKnown);
        }

        return TypedResults.Created($"/identity/passkeys/{view.Id}", view);
    }
}

/// <summary>The new passkey as the browser gives it (<c>PublicKeyCredential.toJSON()</c>), and what its owner calls it.</summary>
public sealed record AddPasskeyRequest(
    [Required, StringLength(PasskeyNote.NameLengthMax, MinimumLength = 1)] string Name, JsonElement Credential);

/// <summary>A passkey of the signed-in person; one that was never used has no last use.</summary>
public sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt)
{
    internal static PasskeyView Of(PasskeyNote note, PersonalDataCipher cipher) =>
        new(WebEncoders.Base64UrlEncode(note.CredentialId), note.Name(cipher), note.CreatedAt, note.LastUsedAt);
}
