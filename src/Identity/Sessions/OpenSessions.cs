using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Demonstration;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Identity.Personas;
using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Sessions;

/// <summary>A session and whom it stands for at this moment.</summary>
internal sealed record SessionHolder(Session Session, Caller Caller);

/// <summary>Says for whom a cookie stands, as long as its session lives and the person may still act.</summary>
internal sealed class OpenSessions(
    IdentityDb db, DemonstrationMode demonstration, PersonalDataCipher cipher, SecondFactorPolicy factors,
    IOptions<SessionPolicy> policy, TimeProvider time)
{
    // A use is written down once a minute: a page asks for many things at once.
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Whom the cookie's session stands for, and that it was used; null where it opens nothing.</summary>
    public async Task<SessionHolder?> UseAsync(string cookie, CancellationToken cancellationToken)
    {
        if (!IdentifiedSecret.TryParse(cookie, out var key)) return null;
        if (await FindAsync(new(key.Id), cancellationToken) is not { } holder || !key.IsOf(holder.Session.SecretHash)) return null;
        await NoteUseAsync(holder.Session, cancellationToken);
        return holder;
    }

    /// <summary>Whom the session stands for; null where it has ended, lacks a second factor, or its holder may act no more.</summary>
    public async Task<SessionHolder?> FindAsync(SessionId id, CancellationToken cancellationToken)
    {
        var found = await db.Sessions.AsNoTracking().Where(session => session.Id == id)
            .Select(session => new
            {
                Session = session,
                Account = db.Accounts.SingleOrDefault(account => account.Id == session.AccountId),
                Membership = db.Memberships.SingleOrDefault(membership => membership.Id == session.ActingMembership),
                Persona = db.Personas.SingleOrDefault(persona => persona.Name == session.PersonaName),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null || found.Session.AwaitsSecondFactor || !found.Session.IsAliveAt(time.GetUtcNow())) return null;

        var caller = (found.Account, found.Membership, found.Persona) switch
        {
            ({ SuspendedAt: null } account, { } membership, _)
                when account.PasswordChangedAt == found.Session.PasswordChangedAt && factors.Lets(found.Session, membership.Role) =>
                CallerOf(account, membership, cipher),
            (null, _, { } persona) when demonstration.IsOn => CallerOf(persona),
            _ => null,
        };
        return caller is null ? null : new(found.Session, caller);
    }

    public static Caller CallerOf(Account account, Membership membership, PersonalDataCipher cipher) => new(
        account.Subject, account.DisplayName(cipher), membership.Role, membership.OrganisationCode, membership.NeighbourhoodCode);

    public static Caller CallerOf(Persona persona) => new(
        persona.Subject, persona.DisplayName, persona.Role, persona.OrganisationCode, persona.NeighbourhoodCode);

    // One statement that asks again whether the session lives: an end that came meanwhile stands.
    private async Task NoteUseAsync(Session session, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - session.LastUsedAt < Earlier(UseNotedEvery, policy.Value.IdleAfter / 10)) return;

        var idleEndsAt = now + policy.Value.IdleAfter;
        await db.Sessions
            .Where(used => used.Id == session.Id && used.EndedAt == null && used.LastUsedAt < now)
            .ExecuteUpdateAsync(use => use
                .SetProperty(used => used.LastUsedAt, now)
                .SetProperty(used => used.IdleEndsAt, idleEndsAt), cancellationToken);
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
