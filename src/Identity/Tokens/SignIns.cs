using IntegratedCare.Identity.Clients;
using IntegratedCare.Identity.Demonstration;
using IntegratedCare.Identity.Personas;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Tokens;

/// <summary>Who somebody proves to be, or why not; and who they said they were, for the audit.</summary>
internal sealed record SignIn(Caller? Caller, TokenRefusal? Refusal, string Claimed)
{
    public IReadOnlyList<string>? Scopes { get; init; }     // null: a person, who has none

    public TimeSpan? RetryAfter { get; init; }      // null: trying again at once is as good as later
    public Session? Session { get; init; }          // null: the token stands for no browser's session

    public static SignIn As(Caller caller) => new(caller, null, caller.Subject);

    public static SignIn Refused(TokenRefusal refusal, string claimed) => new(null, refusal, claimed);
}

/// <summary>The ways to sign in, one for each grant type.</summary>
internal sealed class SignIns(
    IdentityDb db, DemonstrationMode demonstration, SignInPatience patience, KnownClients clients, OpenSessions sessions)
{
    // What is not even an id may be a secret in the wrong field: it is not repeated anywhere.
    private const string Unreadable = "unreadable";

    public async Task<SignIn> WithSecretAsync(TokenForm form, string source, CancellationToken cancellationToken)
    {
        var signIn = await ProveAsync(form, source, cancellationToken);
        return signIn is { Caller: not null, Scopes: null or { Count: 0 } }
            ? SignIn.Refused(TokenRefusal.GrantNotForClient, signIn.Claimed)
            : signIn;
    }

    public async Task<SignIn> WithSessionAsync(TokenForm form, string source, CancellationToken cancellationToken)
    {
        var signIn = await ProveAsync(form, source, cancellationToken);
        if (signIn.Caller is not { } client) return signIn;
        if (client.Role != Roles.Gateway) return SignIn.Refused(TokenRefusal.GrantNotForClient, signIn.Claimed);
        if (form.Session is null) return SignIn.Refused(TokenRefusal.RequestInvalid, signIn.Claimed);

        return await sessions.UseAsync(form.Session, cancellationToken) is { } holder
            ? SignIn.As(holder.Caller) with { Session = holder.Session }
            : SignIn.Refused(TokenRefusal.SessionEnded, signIn.Claimed);
    }

    private async Task<SignIn> ProveAsync(TokenForm form, string source, CancellationToken cancellationToken)
    {
        if (form is not { ClientId: { } id, ClientSecret: { Length: <= SecretHash.SecretLengthMax } secret })
            return SignIn.Refused(TokenRefusal.RequestInvalid, Unreadable);
        if (!Client.IsId(id))
            return SignIn.Refused(TokenRefusal.ClientUnknown, Unreadable);

        var claimed = $"client:{id}";

        // A secret that was proven here is no guess: others' guesses from the same address do not keep its owner waiting.
        var client = await clients.RecogniseAgainAsync(id, secret, cancellationToken);
        if (client is null)
        {
            if (await patience.WaitAsync(id, source, cancellationToken) is { } wait)
                return SignIn.Refused(TokenRefusal.TooManyAttempts, claimed) with { RetryAfter = wait };

            client = await clients.RecogniseAsync(id, secret, cancellationToken);
            if (client is null)
            {
                await patience.CountAsync(id, source, cancellationToken);
                return SignIn.Refused(TokenRefusal.ClientUnknown, claimed);
            }

            await patience.ForgiveAsync(id, source, cancellationToken);
        }

        var caller = new Caller(client.Subject, client.Name, client.Role, client.OrganisationCode, NeighbourhoodCode: null);
        return SignIn.As(caller) with { Scopes = client.Scopes };
    }

    public async Task<SignIn> AsPersonaAsync(TokenForm form, CancellationToken cancellationToken)
    {
        if (!demonstration.IsOn) return SignIn.Refused(TokenRefusal.GrantUnsupported, Unreadable);
        if (form.Persona is not { } name) return SignIn.Refused(TokenRefusal.RequestInvalid, Unreadable);
        if (!Persona.IsName(name)) return SignIn.Refused(TokenRefusal.PersonaUnknown, Unreadable);

        var persona = await db.Personas.AsNoTracking().SingleOrDefaultAsync(known => known.Name == name, cancellationToken);
        return persona is null
            ? SignIn.Refused(TokenRefusal.PersonaUnknown, $"persona:{name}")
            : SignIn.As(new(persona.Subject, persona.DisplayName, persona.Role, persona.OrganisationCode, persona.NeighbourhoodCode));
    }
}
