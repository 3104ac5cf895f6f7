using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.OneTimeTokens;

/// <summary>Finds the row of a mailed link, and takes it: the caller's save makes it used, and fails where another use came first.</summary>
internal sealed class TokenDesk(IdentityDb db, TimeProvider time)
{
    /// <summary>The token, taken; null where it was never issued, has been used, or is too old. Which of them is nobody's business.</summary>
    public async Task<OneTimeToken?> TakeAsync(string text, TokenUse use, CancellationToken cancellationToken)
    {
        if (!IdentifiedSecret.TryParse(text, out var secret)) return null;
        var now = time.GetUtcNow();
        var token = await db.OneTimeTokens.SingleOrDefaultAsync(known => known.Id == secret.Id && known.Use == use, cancellationToken);
        if (token is null || !secret.IsOf(token.SecretHash) || !token.IsGoodAt(now)) return null;
        token.Take(now);
        return token;
    }

    /// <summary>Makes every unused link of the account and kind worthless, save one that this use case has just taken.</summary>
    public async Task VoidAsync(Guid account, TokenUse use, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = await db.OneTimeTokens
            .Where(token => token.AccountId == account && token.Use == use && token.UsedAt == null && token.ExpiresAt > now)
            .ToListAsync(cancellationToken);
        foreach (var token in open.Where(token => token.IsGoodAt(now))) token.Take(now);
    }
}
