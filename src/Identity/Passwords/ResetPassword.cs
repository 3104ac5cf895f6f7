using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Devices;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.OneTimeTokens;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Passwords;

/// <summary>
/// Whoever got the link chooses another password. Every session ends; nobody is signed in by it, so that a second factor is still asked for.
/// </summary>
internal static class ResetPassword
{
    public static async Task<NoContent> Handle(
        ResetPasswordRequest request, IdentityDb db, TokenDesk desk, PasswordRules rules, PasswordCheck passwords, PasswordAttempts attempts,
        BrowserSessions browsers, KnownDevices devices, Mails mails, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var token = await desk.TakeAsync(request.Token, TokenUse.ResetPassword, cancellationToken)
            ?? throw new DomainException(PasswordErrors.ResetLinkEnded);
        var account = await db.Accounts.SingleAsync(known => known.Id == token.AccountId, cancellationToken);
        if (account.SuspendedAt is not null) throw new DomainException(AccountErrors.Suspended);

        rules.Check(request.NewPassword, account.EmailAddress(cipher), account.DisplayName(cipher));
        passwords.Set(account, request.NewPassword);
        await desk.VoidAsync(account.Id, TokenUse.ResetPassword, cancellationToken);
        await desk.VoidAsync(account.Id, TokenUse.ConfirmEmail, cancellationToken);
        await browsers.EndAllAsync(account.Id, SessionEnding.PasswordChanged, except: null, cancellationToken);
        mails.Queue(account, Letters.PasswordChanged(time.GetUtcNow()));
        var owner = new Caller(account.Subject, account.Subject, "unknown", OrganisationCode: null, NeighbourhoodCode: null);
        db.RecordAccess(owner, Purpose.NotStated, "password.reset", "account", account.Id.ToString("N"));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException(PasswordErrors.ResetLinkEnded);
        }

        await devices.ForgetAllAsync(account.Id, cancellationToken);
        await attempts.ForgiveAsync(account.NormalizedEmail ?? string.Empty, cancellationToken);
        return TypedResults.NoContent();
    }
}

public sealed record ResetPasswordRequest(
    [StringLength(IdentifiedSecret.TextLength, MinimumLength = 1)] string Token,
    [StringLength(PasswordCheck.LengthMax, MinimumLength = 1)] string NewPassword);
