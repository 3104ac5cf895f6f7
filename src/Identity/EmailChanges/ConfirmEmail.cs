using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.OneTimeTokens;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.EmailChanges;

/// <summary>Whoever got the link confirms the new address. It is the account's from now on, every session ends, and the old one is told.</summary>
internal static class ConfirmEmail
{
    public static async Task<NoContent> Handle(
        ConfirmEmailRequest request, IdentityDb db, TokenDesk desk, BrowserSessions browsers, Mails mails, PersonalDataCipher cipher,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var token = await desk.TakeAsync(request.Token, TokenUse.ConfirmEmail, cancellationToken)
            ?? throw new DomainException(EmailErrors.LinkEnded);
        var account = await db.Accounts.SingleAsync(known => known.Id == token.AccountId, cancellationToken);
        if (account.SuspendedAt is not null) throw new DomainException(AccountErrors.Suspended);

        mails.Queue(account, Letters.EmailChanged(time.GetUtcNow()));       // to the old address: it is still the account's here
        account.MoveTo(token.Email(cipher), cipher);
        await desk.VoidAsync(account.Id, TokenUse.ResetPassword, cancellationToken);
        await browsers.EndAllAsync(account.Id, SessionEnding.EmailChanged, except: null, cancellationToken);
        var owner = new Caller(account.Subject, account.Subject, "unknown", OrganisationCode: null, NeighbourhoodCode: null);
        db.RecordAccess(owner, Purpose.NotStated, "email.changed", "account", account.Id.ToString("N"));
        try
        {
            await db.SaveOrRefuseAsync(EmailErrors.LinkEnded, cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(AccountMapping.EmailIndex))
        {
            // Meanwhile another account was opened at the address. That is no more this caller's business than before.
            throw new DomainException(EmailErrors.LinkEnded);
        }

        return TypedResults.NoContent();
    }
}

public sealed record ConfirmEmailRequest([StringLength(IdentifiedSecret.TextLength, MinimumLength = 1)] string Token);
