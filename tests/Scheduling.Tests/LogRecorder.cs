using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.Scheduling.Tests;

/// <summary>Keeps what the service logs, at every level, with scopes' and exceptions' texts; failures are shown with the test.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName, lines);

    public void Dispose()
    {
    }

    private sealed class Recorder(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = $"{logLevel} {category}: {formatter(state, exception)} {exception}";
            lines.Enqueue(line);
            if (logLevel >= LogLevel.Error) TestContext.Current.SendDiagnosticMessage(line);
            if (logLevel >= LogLevel.Error) Console.Error.WriteLine(line);
        }
    }
}
