using IntegratedCare.Kernel.Auth;
using System.Net;
using System.Threading.RateLimiting;

namespace IntegratedCare.Gateway.Sessions;

/// <summary>How many cookies that open nothing one address may try: enough for a practice whose sessions all ended, too few to search for one that is open.</summary>
internal sealed class SessionGuesses : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress?> limiter = PartitionedRateLimiter.Create<IPAddress?, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(CallerNetwork.Of(address), _ => new()
        {
            TokenLimit = 100, TokensPerPeriod = 5, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
        }));

    /// <summary>Whether a cookie that is not known here may be asked about at all.</summary>
    public bool MayTry(IPAddress? address) => limiter.GetStatistics(address) is not { CurrentAvailablePermits: 0 };

    /// <summary>Counts a cookie that opened nothing.</summary>
    public void Count(IPAddress? address) => limiter.AttemptAcquire(address).Dispose();

    public void Dispose() => limiter.Dispose();
}
