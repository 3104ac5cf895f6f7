using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Federation;

/// <summary>A browser is sent to a provider, where the person signs in; it keeps a cookie by which it proves that it was this one.</summary>
internal static class StartExternalSignIn
{
    public static async Task<RedirectHttpResult> Handle(
        string provider, string? returnTo, HttpContext context, Providers providers, OuterAddress outer, IdentityDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var chosen = providers.Named(provider);
        var path = returnTo ?? ReturnPath.Home;
        if (!ReturnPath.IsLocal(path)) throw new DomainException(FederationErrors.ReturnPathInvalid);

        var proof = SignInProof.New();
        var address = await chosen.AuthorisationAddressAsync(proof, outer.CallbackOf(provider, context.Request), cancellationToken);

        var now = time.GetUtcNow();
        db.PendingSignIns.Add(PendingSignIn.Begin(proof, provider, path, now));
        await db.SaveChangesAsync(cancellationToken);
        await db.PendingSignIns.Where(pending => pending.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);

        BrowserCookie.Set(context, proof);
        return TypedResults.Redirect(address);
    }
}
