using System.Threading.RateLimiting;

namespace IntegratedCare.Gateway.Limits;

/// <summary>What a caller may spend at once, and how fast it comes back.</summary>
internal sealed record Allowance(int Burst, int PerMinute)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>The allowance of the settings <c>Limits:{name}:Burst</c> and <c>PerSecond</c> or <c>PerMinute</c>, else this one.</summary>
    public Allowance Or(IConfiguration configuration, string name)
    {
        var setting = configuration.GetSection("Limits").GetSection(name);
        return new(
            setting.GetValue(nameof(Burst), Burst),
            setting.GetValue<int?>("PerSecond") * 60 ?? setting.GetValue(nameof(PerMinute), PerMinute));
    }

    public RateLimitPartition<string> For(string caller) =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = Math.Max(1, PerMinute / 60),
            ReplenishmentPeriod = PerMinute >= 60 ? Second : Minute / PerMinute,
            QueueLimit = 0,
        });
}
