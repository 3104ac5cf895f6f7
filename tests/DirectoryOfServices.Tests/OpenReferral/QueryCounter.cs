using System.Diagnostics;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

/// <summary>Counts the queries that go to one test's own database, by the driver's own spans; what other tests ask of theirs is not heard.</summary>
internal sealed class QueryCounter : IDisposable
{
    private readonly ActivityListener listener;
    private int count;

    public QueryCounter(string database)
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.GetTagItem("db.namespace") as string == database
                    && (span.GetTagItem("db.query.text") as string)?.StartsWith("SELECT", StringComparison.Ordinal) is true)
                    Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int TakeCount() => Interlocked.Exchange(ref count, 0);

    public void Dispose() => listener.Dispose();
}
