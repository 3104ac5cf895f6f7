using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.OneTimeTokens;
using IntegratedCare.Identity.Passwords;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.EmailChanges;

/// <summary>
/// A person wants another address. It changes once the new one is confirmed; the old one is told now. Whether the new address belongs to
/// another account is not said: then no link is sent to it.
/// </summary>
internal static class ChangeEmail
{
    public static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        ChangeEmailRequest request, HttpContext http, PresentSession present, OwnAccount own, IdentityDb db, TokenDesk desk, Mails mails,
        MailLinks links, PersonalDataCipher cipher, IOptions<AccountPolicy> policy, TimeProvider time, Purpose purpose,
        CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(request.NewEmail, out var email)) throw new DomainException(EmailErrors.Invalid);
        var (_, account, caller) = await own.OfAsync(present, cancellationToken);
        if (await own.RefusalOfAsync(account, request.Password, http, cancellationToken) is { } refused) return refused;

        var now = time.GetUtcNow();
        await desk.VoidAsync(account.Id, TokenUse.ConfirmEmail, cancellationToken);
        var hash = AccountLookup.EmailOf(email, cipher);
        if (!await db.Accounts.AnyAsync(other => other.NormalizedEmail == hash, cancellationToken))
        {
            var (token, secret) = OneTimeToken.ToConfirm(email, account, cipher, now + policy.Value.EmailConfirmationLifetime);
            db.OneTimeTokens.Add(token);
            mails.Queue(email, account.Id, Letters.EmailConfirmation(links.To("/account/email", secret), token.ExpiresAt));
        }

        mails.Queue(account, Letters.EmailChanging(now));
        db.RecordAccess(caller, purpose, "email.change-asked", "account", account.Id.ToString("N"));
        await db.SaveOrRefuseAsync(EmailErrors.LinkEnded, cancellationToken);
        return TypedResults.Accepted(default(string));
    }
}

public sealed record ChangeEmailRequest(
    [StringLength(EmailAddress.LengthMax, MinimumLength = 3)] string NewEmail,
    [StringLength(PasswordCheck.LengthMax, MinimumLength = 1)] string Password);
