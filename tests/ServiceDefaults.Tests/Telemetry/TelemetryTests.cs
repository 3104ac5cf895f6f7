using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace IntegratedCare.ServiceDefaults.Tests.Telemetry;

public sealed partial class TelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traces_metrics_and_logs_arrive_under_the_given_service_name()
    {
        await using var collector = await Collector.StartAsync();
        await using (var service = await SmallService.StartAsync(settings: collector.Settings))
        {
            await service.Client.GetAsync("/people/7", Token);
            BookingMade(service.App.Logger, "b-1");
        }

        foreach (var signal in (string[])["traces", "metrics", "logs"])
        {
            Assert.True(collector.Holds(signal, "small-service"), signal);
            Assert.True(collector.Holds(signal, "small-1"), signal);
        }

        Assert.True(collector.Holds("metrics", "http.server.request.duration"));
        Assert.True(collector.Holds("metrics", "dotnet.gc.collections"));
        Assert.True(collector.Holds("logs", "Booking b-1 made"));
    }

    [Theory]
    [InlineData("/people/7", 200, "GET /people/{id:int}", "/people/{id:int}", null)]
    [InlineData("/nowhere", 404, "GET", null, null)]
    [InlineData("/broken", 500, "GET /broken", "/broken", "System.InvalidOperationException")]
    public async Task A_server_span_tells_route_status_and_kind_of_error(
        string path, int status, string name, string? route, string? error)
    {
        await using var collector = await Collector.StartAsync();
        await using (var service = await SmallService.StartAsync(settings: collector.Settings))
            await service.Client.GetAsync(path, Token);

        var span = Assert.Single(collector.Spans, span => span.Kind == Span.Server);
        Assert.Equal(name, span.Name);
        Assert.Equal((long)status, span.Attributes["http.response.status_code"]);
        Assert.Equal(route, span.Attributes.GetValueOrDefault("http.route"));
        Assert.Equal(error, span.Attributes.GetValueOrDefault("error.type"));
        Assert.Equal(path.Replace("7", "…", StringComparison.Ordinal), span.Attributes["url.path"]);
        Assert.Equal(status == 500 ? 2 : 0, span.Status);
    }

    [Fact]
    public async Task Neither_a_query_string_nor_a_user_agent_leaves_the_process()
    {
        await using var collector = await Collector.StartAsync();
        await using (var service = await SmallService.StartAsync(
            settings: [.. collector.Settings, ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
                ("Logging:LogLevel:System.Net.Http", "Trace")]))
        {
            var calls = service.App.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
            foreach (var path in (string[])["/people/7", "/nowhere", "/broken", "/diary"])
            {
                using var request = new HttpRequestMessage(
                    HttpMethod.Get, new Uri(service.Client.BaseAddress!, $"{path}?date=MARKED-QUERY"));
                request.Headers.Add("User-Agent", "MARKED-AGENT");
                await calls.SendAsync(request, Token);
            }
        }

        Assert.Equal(4, collector.Spans.Count(span => span.Kind == Span.Server));
        Assert.Equal(4, collector.Spans.Count(span => span.Kind == Span.Client));
        foreach (var signal in (string[])["traces", "metrics", "logs"])
        {
            Assert.NotEmpty(collector.Bodies(signal));
            Assert.False(collector.Holds(signal, "MARKED-QUERY"), signal);
            Assert.False(collector.Holds(signal, "MARKED-AGENT"), signal);
        }
    }

    [Fact]
    public async Task Health_probes_leave_no_trace()
    {
        await using var collector = await Collector.StartAsync();
        await using (var service = await SmallService.StartAsync(settings: collector.Settings))
        {
            var calls = service.App.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
            await calls.GetAsync(new Uri(service.Client.BaseAddress!, "/health"), Token);
            await calls.GetAsync(new Uri(service.Client.BaseAddress!, "/alive"), Token);
            await service.Client.GetAsync("/people/7", Token);
        }

        Assert.DoesNotContain(collector.Spans, span => span.Name.Contains("health", StringComparison.Ordinal)
            || span.Name.Contains("alive", StringComparison.Ordinal)
            || span.Attributes.Values.Any(value => value is string text
                && (text.EndsWith("/health", StringComparison.Ordinal) || text.EndsWith("/alive", StringComparison.Ordinal))));
        Assert.Contains(collector.Spans, span => span.Kind == Span.Server);
    }

    [Fact]
    public async Task A_call_and_its_answer_belong_to_one_trace()
    {
        await using var collector = await Collector.StartAsync();
        await using (var service = await SmallService.StartAsync(settings: collector.Settings))
            await service.Client.GetAsync("/people/7", Token);

        var asked = Assert.Single(collector.Spans, span => span.Kind == Span.Client);
        var answered = Assert.Single(collector.Spans, span => span.Kind == Span.Server);
        Assert.Equal(asked.TraceId, answered.TraceId);
        Assert.Equal(asked.SpanId, answered.ParentId);
    }

    [Fact]
    public async Task A_collector_that_cannot_be_reached_holds_up_neither_work_nor_stop()
    {
        var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();   // takes connections, never answers
        var stopwatch = System.Diagnostics.Stopwatch.StartNew();
        await using (var service = await SmallService.StartAsync(settings:
            [("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://{silent.LocalEndpoint}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]))
            (await service.Client.GetAsync("/people/7", Token)).EnsureSuccessStatusCode();

        Assert.InRange(stopwatch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        silent.Stop();
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_built_and_nothing_sent()
    {
        await using var collector = await Collector.StartAsync();
        await using (var service = await SmallService.StartAsync(
            settings: [.. collector.Settings, ("OTEL_EXPORTER_OTLP_ENDPOINT", "")]))
        {
            await service.Client.GetAsync("/people/7", Token);
            Assert.Null(service.App.Services.GetService<TracerProvider>());
            Assert.Null(service.App.Services.GetService<MeterProvider>());
            Assert.DoesNotContain(
                service.App.Services.GetServices<ILoggerProvider>(),
                provider => provider.GetType().Namespace!.StartsWith("OpenTelemetry", StringComparison.Ordinal));
        }

        Assert.True(collector.IsEmpty);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Booking {BookingId} made")]
    private static partial void BookingMade(ILogger logger, string bookingId);
}
