using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Passkeys;

/// <summary>Which passkeys the signed-in person has.</summary>
internal static class ListPasskeys
{
    public static async Task<Ok<PasskeysView>> Handle(
        PresentSession present, OwnAccount own, PersonalDataCipher cipher, IdentityDb db, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var (_, account, _) = await own.OfAsync(present, cancellationToken);
        var notes = await db.PasskeyNotes.AsNoTracking().Where(note => note.AccountId == account.Id)
            .OrderBy(note => note.CreatedAt).Take(AskToAddPasskey.PerAccountMax).ToListAsync(cancellationToken);
        return TypedResults.Ok(new PasskeysView([.. notes.Select(note => PasskeyView.Of(note, cipher))]));
    }
}

public sealed record PasskeysView(IReadOnlyList<PasskeyView> Items);
