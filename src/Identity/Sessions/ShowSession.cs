using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Sessions;

/// <summary>Who is signed in at this browser, in which part, in which other parts they could act, and until when.</summary>
internal static class ShowSession
{
    public static async Task<Ok<SessionView>> Handle(
        PresentSession present, OpenSessions sessions, IdentityDb db, PersonalDataCipher cipher, HttpResponse response,
        CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var (session, caller) = await present.HolderAsync(sessions, cancellationToken);
        var memberships = session.AccountId is { } id ? await MembershipView.OfAsync(db, id, cancellationToken) : [];
        var acting = memberships.SingleOrDefault(membership => membership.Id == session.ActingMembership?.Value)
            ?? await MembershipView.OfAsync(db, caller, cancellationToken);
        var email = session.AccountId is null ? null : await EmailAsync(db, session.AccountId.Value, cipher, cancellationToken);
        return TypedResults.Ok(new SessionView(
            session.Id.Value, caller.Subject, caller.Name, email, acting, memberships,
            session.AuthenticationMethods.Split(' '), session.IdleEndsAt, session.EndsAt));
    }

    private static async Task<string?> EmailAsync(
        IdentityDb db, Guid id, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        Account account = await db.Accounts.AsNoTracking().SingleAsync(known => known.Id == id, cancellationToken);
        return account.EmailAddress(cipher)?.Value;
    }
}

/// <summary>A browser's session; a persona has no e-mail address and no other memberships.</summary>
public sealed record SessionView(
    Guid Id, string Subject, string Name, string? Email, MembershipView ActingAs, IReadOnlyList<MembershipView> Memberships,
    IReadOnlyList<string> SignedInBy, DateTimeOffset IdleEndsAt, DateTimeOffset EndsAt);
