using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Identity.Keys;

/// <summary>How long tokens and the keys that sign them live (settings <c>Identity:Keys</c>).</summary>
internal sealed class KeyPolicy : IValidatableObject
{
    /// <summary>Room for clocks that differ, as services allow it.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>How long readers may keep the published keys.</summary>
    public static readonly TimeSpan PublishedCache = TimeSpan.FromSeconds(5);

    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan RotateEvery { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a new key is published before it signs, so that every service knows it by then.</summary>
    public TimeSpan PublishAhead { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The same where an operator does not want to wait: longer than readers keep what they have read.</summary>
    public TimeSpan PublishAheadWhenAsked { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often each replica looks whether something is due.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TokenLifetime <= TimeSpan.Zero || TokenLifetime > TimeSpan.FromHours(1))
            yield return new("Identity:Keys:TokenLifetime must be more than zero and at most one hour.");
        if (PublishAheadWhenAsked <= PublishedCache)
            yield return new($"Identity:Keys:PublishAheadWhenAsked must be longer than {PublishedCache.TotalSeconds:0} seconds.");
        if (PublishAhead < PublishAheadWhenAsked || RotateEvery <= PublishAhead)
            yield return new("Identity:Keys: PublishAheadWhenAsked ≤ PublishAhead < RotateEvery must hold.");
        if (LookEvery <= TimeSpan.Zero) yield return new("Identity:Keys:LookEvery must be more than zero.");
    }
}
