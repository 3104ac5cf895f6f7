using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

/// <summary>Counts the queries that go to one test's own database; what other tests ask of theirs is not heard.</summary>
internal sealed class QueryCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string database;
    private readonly List<IDisposable> heard = [];
    private int count;

    public QueryCounter(string database)
    {
        this.database = database;
        heard.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public int TakeCount() => Interlocked.Exchange(ref count, 0);

    public void Dispose() => heard.ForEach(one => one.Dispose());

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name) heard.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuted.Name && value.Value is CommandExecutedEventData executed
            && executed.Command.Connection?.Database == database && executed.Command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
            Interlocked.Increment(ref count);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
