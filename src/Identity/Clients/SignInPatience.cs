using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Clients;

/// <summary>How many refusals are free, and how long the doubling wait may become.</summary>
internal readonly record struct Patience(int FreeFailures, int WaitSecondsMax)
{
    /// <summary>With one client, or one account, from one address.</summary>
    public static readonly Patience Usual = new(FreeFailures: 4, WaitSecondsMax: 300);
}

/// <summary>Makes guessing at secrets slow: after a few refusals each further one doubles the wait.</summary>
internal sealed class SignInPatience(IdentityDb db, TimeProvider time)
{
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan KeptAtMost = TimeSpan.FromDays(1);

    // Said where the wait has ended between being refused and being told.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

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

    /// <summary>Counts a refusal with the usual patience.</summary>
    public Task<int> CountAsync(string clientId, string source, CancellationToken cancellationToken) =>
        CountAsync(clientId, source, Patience.Usual, cancellationToken);

    /// <summary>Counts a refusal in one statement, so that attempts side by side all count; how many that makes.</summary>
    public async Task<int> CountAsync(string clientId, string source, Patience patience, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var forgottenBefore = now - ForgottenAfter;
        var counted = await db.Database.SqlQuery<int>($"""
            insert into sign_in_failures as known (client_id, source, failures, not_before)
            values ({clientId}, {source}, 1, {now})
            on conflict (client_id, source) do update set
              failures = case when known.not_before < {forgottenBefore} then 1 else least(known.failures + 1, 1000) end,
              not_before = {now} + make_interval(secs => case
                when known.not_before < {forgottenBefore} or known.failures < {patience.FreeFailures} then 0
                else least({patience.WaitSecondsMax}, power(2, least(known.failures - {patience.FreeFailures}, 20))) end)
            returning failures as "Value"
            """).ToListAsync(cancellationToken);
        await db.SignInFailures.Where(failure => failure.NotBefore < now - KeptAtMost).ExecuteDeleteAsync(cancellationToken);
        return counted.Single();
    }

    /// <summary>
    /// Counts an attempt before anybody looks whether it is right, unless a wait lasts: of many that come at once no more are looked at than of as many
    /// that come one by one. How many that makes, or how long to wait. An attempt that is right is to be forgiven.
    /// </summary>
    public async Task<(int Attempts, TimeSpan? Wait)> BeginAsync(string clientId, string source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var forgottenBefore = now - ForgottenAfter;
        var patience = Patience.Usual;

        // Two at once take turns at the row, and the second sees the wait that the first has made.
        var counted = await db.Database.SqlQuery<int>($"""
            insert into sign_in_failures as known (client_id, source, failures, not_before)
            values ({clientId}, {source}, 1, {now})
            on conflict (client_id, source) do update set
              failures = case when known.not_before < {forgottenBefore} then 1 else least(known.failures + 1, 1000) end,
              not_before = {now} + make_interval(secs => case
                when known.not_before < {forgottenBefore} or known.failures < {patience.FreeFailures} then 0
                else least({patience.WaitSecondsMax}, power(2, least(known.failures - {patience.FreeFailures}, 20))) end)
              where known.not_before <= {now}
            returning failures as "Value"
            """).ToListAsync(cancellationToken);
        return counted is [var attempts]
            ? (attempts, null)
            : (0, await WaitAsync(clientId, source, cancellationToken) ?? ShortestWait);
    }

    public Task ForgiveAsync(string clientId, string source, CancellationToken cancellationToken) =>
        db.SignInFailures.Where(failure => failure.ClientId == clientId && failure.Source == source)
            .ExecuteDeleteAsync(cancellationToken);

    public Task ForgiveEverywhereAsync(string clientId, CancellationToken cancellationToken) =>
        db.SignInFailures.Where(failure => failure.ClientId == clientId).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Holds half as much against the place: whoever comes in from there shows that not only guessers do.</summary>
    public Task SoftenAsync(string clientId, string source, CancellationToken cancellationToken) =>
        db.SignInFailures.Where(failure => failure.ClientId == clientId && failure.Source == source)
            .ExecuteUpdateAsync(
                change => change.SetProperty(failure => failure.Failures, failure => failure.Failures / 2), cancellationToken);
}
