namespace IntegratedCare.AppHost.Tests;

/// <summary>Looks again until it is so, within a deadline that only a failure reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(20);

    public static async Task TrueAsync(Func<bool> condition, CancellationToken cancellationToken, int withinSeconds = 30)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(withinSeconds));
        while (!condition())
        {
            if (deadline.IsCancellationRequested) Assert.Fail($"It was not so within {withinSeconds} s.");
            await Task.Delay(LookAgainAfter, cancellationToken);
        }
    }
}
