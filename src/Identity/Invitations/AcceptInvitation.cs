using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Passwords;
using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Invitations;

/// <summary>Whoever got the link opens their account: they choose a password and are signed in. Of two at once one does.</summary>
internal static class AcceptInvitation
{
    public static async Task<Ok<SignedInView>> Handle(
        AcceptInvitationRequest request, HttpContext http, IdentityDb db, PasswordRules rules, PasswordCheck passwords,
        WaitingSignIns waiting, PersonalDataCipher cipher, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var invitation = await FindAsync(request.Token, db, now, cancellationToken);
        var (email, name) = (invitation.Email(cipher), invitation.DisplayName(cipher));
        rules.Check(request.Password, email, name);

        var account = Account.Open(email, name, cipher, now);
        passwords.Set(account, request.Password);
        var memberships = invitation.Wishes().Select((wish, place) => wish.For(account.Id, now, place)).ToList();
        db.Accounts.Add(account);
        db.Memberships.AddRange(memberships);
        invitation.AcceptedBy(account, now);
        var status = await waiting.StartOrWaitAsync(account, [SignInMethods.Password], http, memberships[0], cancellationToken);
        db.RecordAccess(OpenSessions.CallerOf(account, memberships[0], cipher), Purpose.NotStated, "invitation.accepted", "invitation",
            invitation.Id.Value.ToString("N"));
        try
        {
            await db.SaveOrRefuseAsync(InvitationErrors.LinkEnded, cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(AccountMapping.EmailIndex))
        {
            throw new DomainException(InvitationErrors.LinkEnded);
        }

        return TypedResults.Ok(new SignedInView(status));
    }

    private static async Task<Invitation> FindAsync(string text, IdentityDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!IdentifiedSecret.TryParse(text, out var secret)) throw new DomainException(InvitationErrors.LinkEnded);
        var invitation = await db.Invitations.SingleOrDefaultAsync(known => known.Id == new InvitationId(secret.Id), cancellationToken);
        return invitation is not null && secret.IsOf(invitation.SecretHash) && invitation.IsOpenAt(now)
            ? invitation
            : throw new DomainException(InvitationErrors.LinkEnded);
    }
}

public sealed record AcceptInvitationRequest(
    [StringLength(IdentifiedSecret.TextLength, MinimumLength = 1)] string Token,
    [StringLength(PasswordCheck.LengthMax, MinimumLength = 1)] string Password);
