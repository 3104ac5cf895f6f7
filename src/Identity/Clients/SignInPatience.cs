using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Clients;

/// <summary>Makes guessing at secrets slow: after a few refusals each further one doubles the wait.</summary>
internal sealed class SignInPatience(IdentityDb db, TimeProvider time)
{
    private const int FreeFailures = 4;
    private const int WaitSecondsMax = 300;

    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan KeptAtMost = TimeSpan.FromDays(1);

    /// <summary>How long the client must still wait before it may try again; null where it may try now.</summary>
    public async Task<TimeSpan?> WaitAsync(string clientId, string source, CancellationToken cancellationToken)
    {
        var notBefore = await db.SignInFailures.AsNoTracking()
            .Where(failure => failure.ClientId == clientId && failure.Source == source)
            .Select(failure => (DateTimeOffset?)failure.NotBefore)
            .SingleOrDefaultAsync(cancellationToken);
        var wait = notBefore - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>Counts a refusal in one statement, so that attempts side by side all count.</summary>
    public async Task CountAsync(string clientId, string source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var forgottenBefore = now - ForgottenAfter;
        await db.Database.ExecuteSqlAsync($"""
            insert into sign_in_failures as known (client_id, source, failures, not_before)
            values ({clientId}, {source}, 1, {now})
            on conflict (client_id, source) do update set
              failures = case when known.not_before < {forgottenBefore} then 1 else least(known.failures + 1, 1000) end,
              not_before = {now} + make_interval(secs => case
                when known.not_before < {forgottenBefore} or known.failures < {FreeFailures} then 0
                else least({WaitSecondsMax}, power(2, least(known.failures - {FreeFailures}, 20))) end)
            """, cancellationToken);
        await db.SignInFailures.Where(failure => failure.NotBefore < now - KeptAtMost).ExecuteDeleteAsync(cancellationToken);
    }

    public Task ForgiveAsync(string clientId, string source, CancellationToken cancellationToken) =>
        db.SignInFailures.Where(failure => failure.ClientId == clientId && failure.Source == source)
            .ExecuteDeleteAsync(cancellationToken);
}
