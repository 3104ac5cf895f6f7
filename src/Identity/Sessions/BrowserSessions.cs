using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Devices;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Identity.Personas;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Sessions;

/// <summary>Starts and ends the sessions of browsers. The caller saves.</summary>
internal sealed class BrowserSessions(
    IdentityDb db, KnownDevices devices, PersonalDataCipher cipher, IOptions<SessionPolicy> policy, TimeProvider time)
{
    /// <summary>
    /// Signs the person in at this browser, in the chosen membership or else the one they acted in last, and gives the browser its cookie. What
    /// the browser had open before ends, and so does the session used longest ago where there are too many. The owner hears of a browser not
    /// seen before.
    /// </summary>
    public async Task<Session> StartAsync(
        Account account, IReadOnlyList<string> methods, HttpContext http, Membership? chosen, CancellationToken cancellationToken)
    {
        if (account.SuspendedAt is not null) throw new DomainException(AccountErrors.Suspended);
        var acting = chosen ?? await ActingMembershipAsync(account.Id, cancellationToken)
            ?? throw new DomainException(AccountErrors.WithoutRole);

        await EndFormerAsync(http, cancellationToken);
        await EndSurplusAsync(account.Id, cancellationToken);
        await devices.KnowAsync(account, http, cancellationToken);

        var session = Add(account, persona: null, acting.Id, methods, http, SessionCookie.Name);
        if (SessionCookie.Read(http.Request, SessionCookie.WaitingName) is not null) SessionCookie.Clear(http, SessionCookie.WaitingName);
        RecordStart(OpenSessions.CallerOf(account, acting, cipher), session);
        return session;
    }

    /// <summary>Lets the visitor of a demonstration act as a persona.</summary>
    public async Task<Session> StartAsync(Persona persona, HttpContext http, CancellationToken cancellationToken)
    {
        await EndFormerAsync(http, cancellationToken);
        var session = Add(account: null, persona.Name, acting: null, [SignInMethods.Persona], http, SessionCookie.Name);
        RecordStart(OpenSessions.CallerOf(persona), session);
        return session;
    }

    /// <summary>Remembers in a cookie of its own that this browser has given one factor and owes the second. It opens nothing.</summary>
    public Session AwaitSecondFactor(Account account, IReadOnlyList<string> methods, HttpContext http, Membership? chosen) =>
        Add(account, persona: null, chosen?.Id, methods, http, SessionCookie.WaitingName);

    /// <summary>The sign-in of this browser that waits for its second factor, to be changed; null where there is none, or it took too long.</summary>
    public async Task<Session?> FindAwaitingAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (SessionCookie.Read(http.Request, SessionCookie.WaitingName) is not { } key) return null;
        var session = await db.Sessions.SingleOrDefaultAsync(known => known.Id == new SessionId(key.Id), cancellationToken);
        if (session is not { AwaitsSecondFactor: true } || !key.IsOf(session.SecretHash) || !session.IsAliveAt(time.GetUtcNow())) return null;
        return await db.Accounts.AnyAsync(
            account => account.Id == session.AccountId && account.PasswordChangedAt == session.PasswordChangedAt, cancellationToken)
            ? session
            : null;
    }

    /// <summary>Ends the session whose cookie this browser sent, if any; and takes the cookie away in either case.</summary>
    public async Task<Session?> SignOutAsync(HttpContext http, CancellationToken cancellationToken)
    {
        SessionCookie.Clear(http);
        return await EndOfCookieAsync(http, SessionEnding.SignedOut, cancellationToken);
    }

    /// <summary>Ends every session of the account, save perhaps one; those that wait for a second factor too.</summary>
    public async Task<IReadOnlyList<Session>> EndAllAsync(
        Guid account, SessionEnding why, SessionId? except, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = await db.Sessions
            .Where(session => session.AccountId == account && session.EndedAt == null && session.EndsAt > now && session.Id != except)
            .ToListAsync(cancellationToken);
        foreach (var session in open) session.End(why, now);
        return open;
    }

    private async Task<Membership?> ActingMembershipAsync(Guid account, CancellationToken cancellationToken)
    {
        var last = await db.Sessions.Where(session => session.AccountId == account && session.ActingMembership != null)
            .OrderByDescending(session => session.LastUsedAt).Select(session => session.ActingMembership)
            .FirstOrDefaultAsync(cancellationToken);
        return await db.Memberships.Where(membership => membership.AccountId == account)
            .OrderByDescending(membership => membership.Id == last).ThenBy(membership => membership.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private async Task EndFormerAsync(HttpContext http, CancellationToken cancellationToken) =>
        await EndOfCookieAsync(http, SessionEnding.Replaced, cancellationToken);

    private async Task<Session?> EndOfCookieAsync(HttpContext http, SessionEnding why, CancellationToken cancellationToken)
    {
        if (SessionCookie.Read(http.Request) is not { } key) return null;
        var session = await db.Sessions.SingleOrDefaultAsync(known => known.Id == new SessionId(key.Id), cancellationToken);
        if (session is null || session.EndedAt is not null || !key.IsOf(session.SecretHash)) return null;
        session.End(why, time.GetUtcNow());
        return session;
    }

    private async Task EndSurplusAsync(Guid account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var surplus = await db.Sessions
            .Where(session => session.AccountId == account && session.EndedAt == null && session.IdleEndsAt > now && session.EndsAt > now
                && !session.AwaitsSecondFactor)
            .OrderByDescending(session => session.LastUsedAt).Skip(policy.Value.PerAccountMax - 1)
            .ToListAsync(cancellationToken);
        foreach (var session in surplus) session.End(SessionEnding.TooMany, now);
    }

    private Session Add(
        Account? account, string? persona, MembershipId? acting, IReadOnlyList<string> methods, HttpContext http, string cookie)
    {
        var now = time.GetUtcNow();
        var waits = cookie == SessionCookie.WaitingName;
        var key = IdentifiedSecret.New();
        var session = new Session
        {
            Id = new(key.Id),
            SecretHash = key.Hash,
            AccountId = account?.Id,
            PasswordChangedAt = account?.PasswordChangedAt,
            PersonaName = persona,
            ActingMembership = acting,
            AuthenticationMethods = string.Join(' ', methods),
            AwaitsSecondFactor = waits,
            DeviceLabel = Device.LabelOf(http.Request),
            CreatedAt = now,
            LastUsedAt = now,
            IdleEndsAt = now + (waits ? policy.Value.SecondFactorWithin : policy.Value.IdleAfter),
            EndsAt = now + (waits ? policy.Value.SecondFactorWithin : policy.Value.EndsAfter),
        };
        db.Sessions.Add(session);
        SessionCookie.Set(http, cookie, key.Text);
        return session;
    }

    private void RecordStart(Caller caller, Session session) =>
        db.RecordAccess(caller, Purpose.NotStated, "session.started", "session", session.Id.Value.ToString("N"));
}
