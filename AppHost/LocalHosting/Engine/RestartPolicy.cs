namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>How long to wait before what died is started again: twice as long each time, and from the beginning after a calm minute.</summary>
internal sealed class RestartPolicy
{
    public const int TriesMax = 3;
    public static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan CalmAfter = TimeSpan.FromMinutes(1);

    private int failures;

    /// <summary>
    /// Null: not again. A server or service is never given up, for what it needs may come back; a step that keeps failing would
    /// only hide its reason.
    /// </summary>
    public TimeSpan? Next(TimeSpan lived, bool endsByItself)
    {
        if (lived >= CalmAfter) failures = 0;
        if (endsByItself && failures >= TriesMax - 1) return null;
        var delay = ShortestDelay * Math.Pow(2, Math.Min(failures++, 10));
        return delay < LongestDelay ? delay : LongestDelay;
    }
}
