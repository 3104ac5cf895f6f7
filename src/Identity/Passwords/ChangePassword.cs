using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.Passwords;

/// <summary>A person chooses another password. Every other session of theirs ends, and they are told by mail.</summary>
internal static class ChangePassword
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        ChangePasswordRequest request, HttpContext http, PresentSession present, OwnAccount own, IdentityDb db, PasswordRules rules,
        PasswordCheck passwords, BrowserSessions browsers, Mails mails, PersonalDataCipher cipher, TimeProvider time, Purpose purpose,
        CancellationToken cancellationToken)
    {
        var (session, account, caller) = await own.OfAsync(present, cancellationToken);
        if (await own.RefusalOfAsync(account, request.CurrentPassword, http, cancellationToken) is { } refused) return refused;
        if (string.Equals(request.CurrentPassword, request.NewPassword, StringComparison.Ordinal))
            throw new DomainException(PasswordErrors.SameAsBefore);

        rules.Check(request.NewPassword, account.EmailAddress(cipher), account.DisplayName(cipher));
        passwords.Set(account, request.NewPassword);
        db.Attach(session).Entity.PasswordChangedAt = account.PasswordChangedAt;        // this session goes on
        await browsers.EndAllAsync(account.Id, SessionEnding.PasswordChanged, except: session.Id, cancellationToken);
        mails.Queue(account, Letters.PasswordChanged(time.GetUtcNow()));
        db.RecordAccess(caller, purpose, "password.changed", "account", account.Id.ToString("N"));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}

public sealed record ChangePasswordRequest(
    [StringLength(PasswordCheck.LengthMax, MinimumLength = 1)] string CurrentPassword,
    [StringLength(PasswordCheck.LengthMax, MinimumLength = 1)] string NewPassword);
