using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Federation;

/// <summary>A browser comes back from a provider: it is signed in if everything that the provider answers holds, and else it is told no more than that.</summary>
internal static class FinishExternalSignIn
{
    private const string NobodyYet = "unknown";

    public static async Task<RedirectHttpResult> Handle(
        string provider, HttpContext context, Providers providers, OuterAddress outer, FederatedPeople people, WaitingSignIns waiting,
        IdentityDb db, TimeProvider time, ILogger<FederatedPeople> logger, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var chosen = providers.Named(provider);
        var answer = ProviderAnswer.Read(context.Request.Query);
        var proof = SignInProof.Read(answer.State, BrowserCookie.Read(context));
        var pending = proof is null ? null : await TakeAsync(db, proof, provider, time.GetUtcNow(), cancellationToken);
        if (proof is null || pending is null) throw new DomainException(FederationErrors.SignInUnknown);

        BrowserCookie.Clear(context);
        var subject = NobodyYet;
        try
        {
            if (!await chosen.IsIssuerOfAnswerAsync(answer.Issuer, cancellationToken))
                throw new ProofException("the answer comes from another issuer");
            if (answer.Code is not { } code || answer.Error is not null) throw new DomainException(FederationErrors.Declined);

            var person = await chosen.ProveAsync(code, proof, outer.CallbackOf(provider, context.Request), cancellationToken);
            var arrival = await people.ReceiveAsync(chosen.Settings, person, cancellationToken);
            subject = arrival.Account?.Subject ?? NobodyYet;
            if (arrival is not { Account: { } account, MayAct: true }) throw new DomainException(FederationErrors.NoRole);

            // What the provider states stands whatever becomes of the session, which looks for its membership among what is stored.
            await db.SaveChangesAsync(cancellationToken);
            await waiting.StartOrWaitAsync(account, chosen.Settings.Methods, context, arrival.Chosen, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Redirect(pending.ReturnTo);
        }
        catch (ProofException e)
        {
            logger.NotProven(provider, e.Message);
            throw await RefusedAsync(db, subject, FederationErrors.NotProven, cancellationToken);
        }
        catch (DomainException e)
        {
            throw await RefusedAsync(db, subject, e.Error, cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate("pk_account_logins") || e.IsDuplicate("ux_memberships"))
        {
            throw new DomainException(FederationErrors.SignedInMeanwhile);
        }
    }

    /// <summary>Takes the pending sign-in out, so that of two answers to one question only the first counts.</summary>
    private static async Task<PendingSignIn?> TakeAsync(
        IdentityDb db, SignInProof proof, string provider, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (state, browser) = (proof.StateHash, proof.BrowserHash);
        var its = db.PendingSignIns.AsNoTracking().Where(pending =>
            pending.StateHash == state && pending.BrowserHash == browser && pending.Provider == provider && pending.ExpiresAt > now);
        var found = await its.SingleOrDefaultAsync(cancellationToken);
        return found is not null && await its.ExecuteDeleteAsync(cancellationToken) == 1 ? found : null;
    }

    // Saves too what the provider took away from a person who is then refused.
    private static async Task<DomainException> RefusedAsync(
        IdentityDb db, string subject, DomainError refusal, CancellationToken cancellationToken)
    {
        var claimed = new Caller(subject, NobodyYet, NobodyYet, OrganisationCode: null, NeighbourhoodCode: null);
        db.RecordRefusal(claimed, Purpose.NotStated, "sign-in.refused", "refusal", refusal.Code, refusal.Code);
        await db.SaveChangesAsync(cancellationToken);
        return new(refusal);
    }
}
