using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Identity.Sessions;

/// <summary>How long a browser stays signed in (<c>Identity:Sessions</c>).</summary>
internal sealed class SessionPolicy
{
    /// <summary>A session that nobody uses ends: a screen is left alone on a ward.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "12:00:00")]
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends however much it is used: a long shift.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan EndsAfter { get; init; } = TimeSpan.FromHours(12);

    /// <summary>One more sign-in ends the session that was used longest ago.</summary>
    [Range(1, 100)]
    public int PerAccountMax { get; init; } = 10;

    /// <summary>How long a sign-in may wait for its second factor.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan SecondFactorWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long ended sessions are kept, for whoever looks at their list of them.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "366.00:00:00")]
    public TimeSpan KeptAfterEnd { get; init; } = TimeSpan.FromDays(30);
}
