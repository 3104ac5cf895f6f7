using System.Globalization;
using IntegratedCare.Kernel.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.Kernel.Audit.Refusals;

/// <summary>Writes once a minute, and when the process stops, how many refusals there were that have no record of their own.</summary>
/// <remarks>Of such a record the type is <c>refusals</c> and the id is their number.</remarks>
internal sealed partial class RefusalSummaries(
    RefusalTally tally, IServiceScopeFactory scopes, TimeProvider time, ILogger<RefusalSummaries> logger) : BackgroundService
{
    private const string RecordType = "refusals";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is written by StopAsync.
        }
    }

    internal async Task WriteAsync(CancellationToken cancellationToken)
    {
        var counts = tally.Take();
        if (counts.Count == 0) return;

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<KernelDb>();
            db.Set<AccessRecord>().AddRange(counts.Select(counted => RefusalAudit.Record(
                counted.Key with { RecordType = RecordType }, counted.Value.ToString(CultureInfo.InvariantCulture),
                Purpose.NotStated.Value, caller: null)));
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            tally.Return(counts);
            NotWritten(logger, counts.Values.Sum(), e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} refusals wait to be written to the audit: {Reason}")]
    private static partial void NotWritten(ILogger logger, long count, string reason);
}
