using System.Collections.Concurrent;

namespace IntegratedCare.Gateway.Sessions;

/// <summary>The tokens of open sessions, for the few seconds in which a page asks many things at once.</summary>
/// <remarks>
/// In memory only, under a hash of the cookie and the service's name. Whoever asks while an answer is on its way waits for that one.
/// A session that ends through this gateway is forgotten at once; one that ends elsewhere within <see cref="KeptMax"/>.
/// </remarks>
internal sealed class SessionTokens : IDisposable
{
    private const int EntriesMax = 20_000;

    private static readonly TimeSpan KeptMax = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Key, Entry> entries = new();
    private readonly SessionExchange exchange;
    private readonly TimeProvider time;
    private readonly ITimer sweep;

    public SessionTokens(SessionExchange exchange, TimeProvider time)
    {
        (this.exchange, this.time) = (exchange, time);
        sweep = time.CreateTimer(_ => Sweep(), state: null, KeptMax, KeptMax);
    }

    /// <summary>What is known without asking; null where nothing is.</summary>
    public Task<SessionAnswer>? Known(SessionCookie cookie, string service) =>
        entries.TryGetValue(new(cookie.Hash, service), out var entry) && time.GetUtcNow() < entry.Until ? entry.Answer : null;

    public Task<SessionAnswer> AskAsync(SessionCookie cookie, string service)
    {
        var (key, now) = (new Key(cookie.Hash, service), time.GetUtcNow());
        var entry = new Entry(new(() => AnswerAsync(key, cookie)), now + KeptMax);
        var kept = entries.AddOrUpdate(key, entry, (_, present) => now < present.Until ? present : entry);
        if (entries.Count > EntriesMax) Remove(key, kept);
        return kept.Answer;
    }

    /// <summary>Forgets the session's tokens for every service.</summary>
    public void Forget(SessionCookie cookie)
    {
        var hash = cookie.Hash;
        foreach (var service in Kernel.Auth.Scopes.Audiences) entries.TryRemove(new(hash, service), out _);
    }

    /// <summary>Forgets all tokens, as when somebody's sessions were ended whose cookies are not at hand.</summary>
    public void ForgetAll() => entries.Clear();

    public void Dispose() => sweep.Dispose();

    private async Task<SessionAnswer> AnswerAsync(Key key, SessionCookie cookie)
    {
        var answer = await exchange.AskAsync(cookie, key.Service);
        if (answer.State == SessionState.Unreachable && entries.TryGetValue(key, out var entry)) Remove(key, entry);
        return answer;
    }

    private void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var (key, entry) in entries)
            if (entry.Until <= now) Remove(key, entry);
    }

    // Only this entry, and not one that has meanwhile taken its place.
    private void Remove(Key key, Entry entry) => entries.TryRemove(KeyValuePair.Create(key, entry));

    private readonly record struct Key(string CookieHash, string Service);

    private sealed class Entry(Lazy<Task<SessionAnswer>> answer, DateTimeOffset until)
    {
        public Task<SessionAnswer> Answer => answer.Value;

        public DateTimeOffset Until => until;
    }
}
