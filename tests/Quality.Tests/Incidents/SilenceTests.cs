using System.Collections.Concurrent;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.Quality.Tests.Incidents;

/// <summary>Logs are read by people who need not know: they hold neither what was told nor that safeguarding is involved.</summary>
public sealed class SilenceTests(RealServers servers)
{
    [Fact]
    public async Task The_log_does_not_tell_of_safeguarding_the_text_or_the_reporter()
    {
        using var log = new Recorder();
        await using var quality = await ServiceHost<Program, QualityDb>.StartAsync(
            servers, "quality", host => host.ConfigureLogging(logging => logging.AddProvider(log)));
        var reporter = quality.Client(Roles.LinkWorker, name: "Beatrice Ogden");

        var logged = await QualityHost.LogAsync(
            reporter, A.Incident with { Safeguarding = true, Description = "Bruises on Mrs Ashworth." });
        await QualityHost.GetAsync<IncidentView>(
            quality.Client(Roles.Dass), $"/api/quality/incidents/{logged.Id}");
        using var refused = await reporter.PostAsJsonAsync(
            "/api/quality/incidents", A.Incident with { OccurredAt = DateTimeOffset.MaxValue, Safeguarding = true },
            QualityHost.Json, TestContext.Current.CancellationToken);
        using var unreadable = await reporter.PostAsJsonAsync(
            "/api/quality/incidents", new { safeguarding = "Bruises on Mrs Ashworth." }, TestContext.Current.CancellationToken);

        var text = string.Join('\n', log.Lines);
        Assert.NotEmpty(log.Lines);
        foreach (var secret in new[] { "safeguarding", "Bruises", "Ashworth", "Ogden" })
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_description_of_the_interface_names_the_words_of_each_field()
    {
        await using var quality = await ServiceHost<Program, QualityDb>.StartAsync(servers, "quality");

        var description = await quality.Anonymous().GetStringAsync(
            new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken);

        foreach (var word in new[] { "goodCare", "noNewBookings", "movedAway", "Idempotency-Key" })
            Assert.Contains($"\"{word}\"", description, StringComparison.Ordinal);
    }

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyCollection<string> Lines => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
