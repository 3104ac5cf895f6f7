namespace IntegratedCare.Identity.Keys;

/// <summary>The line of signing keys: who signs now, who is published, and when the next one is due.</summary>
/// <remarks>
/// Every change happens under one lock in the database (<see cref="KeyKeeper"/>), so that any number of replicas make one line.
/// </remarks>
internal sealed class KeyRing(IReadOnlyCollection<SigningKey> keys, KeyPolicy policy)
{
    private SigningKey? Newest => keys.MaxBy(key => key.Generation);

    public SigningKey? SigningAt(DateTimeOffset now) =>
        keys.Where(key => key.SignsAt(now)).MaxBy(key => key.Generation);

    public IEnumerable<SigningKey> PublishedAt(DateTimeOffset now) =>
        keys.Where(key => key.IsPublishedAt(now, policy)).OrderByDescending(key => key.Generation);

    /// <summary>
    /// Makes the next key when it is time to publish it; at once where there is none that can sign. Null where nothing is due.
    /// </summary>
    public SigningKey? ExtendIfDue(DateTimeOffset now, KeyProtection protection)
    {
        foreach (var key in keys) key.ForgetPrivateKeyAfter(now);

        if (Newest is not { } newest) return SigningKey.Make(generation: 1, signsFrom: now, now, protection);
        if (!CanOpen(newest, protection)) return Succeed(newest, now, now, protection);

        var due = newest.SignsFrom + policy.RotateEvery;
        return now < due - policy.PublishAhead
            ? null
            : Succeed(newest, Later(due, now + policy.PublishAheadWhenAsked), now, protection);
    }

    /// <summary>
    /// Lets the next key sign as soon as every service can know it, and makes it if need be. Where the last such change is
    /// not over yet it is the key of that change.
    /// </summary>
    public (SigningKey Next, bool IsNew) RotateNow(DateTimeOffset now, KeyProtection protection)
    {
        var soon = now + policy.PublishAheadWhenAsked;
        if (Newest is not { } newest) return (SigningKey.Make(generation: 1, signsFrom: now, now, protection), true);
        if (newest.SignsFrom <= now) return (Succeed(newest, soon, now, protection), true);

        if (newest.SignsFrom > soon && Predecessor(newest) is { } present)
        {
            newest.SignsFrom = soon;
            present.SignsUntil = soon;
        }

        return (newest, false);
    }

    private static SigningKey Succeed(
        SigningKey newest, DateTimeOffset signsFrom, DateTimeOffset now, KeyProtection protection)
    {
        var next = SigningKey.Make(newest.Generation + 1, signsFrom, now, protection);

        // A key that was due to sign only later, and never can, has signed nothing: it ends as it begins.
        newest.SignsUntil = Later(signsFrom, newest.SignsFrom.AddSeconds(1));
        return next;
    }

    private SigningKey? Predecessor(SigningKey key) =>
        keys.SingleOrDefault(other => other.Generation == key.Generation - 1);

    private static bool CanOpen(SigningKey key, KeyProtection protection)
    {
        using var pair = key.Open(protection);
        return pair is not null;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
