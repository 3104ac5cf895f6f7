using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace IntegratedCare.Scheduling.Tests.Calendars;

/// <summary>An event as another program reads it.</summary>
internal sealed record EventRead(string Uid, int Sequence, string Status, string Summary, string? Location, DateTimeOffset Start, DateTimeOffset End);

/// <summary>What two calendar parsers of other people's making (npm <c>ical.js</c>, npm <c>node-ical</c>) read in a calendar.</summary>
internal static class CalendarPeers
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(60);
    private static readonly string Folder = typeof(CalendarPeers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "CalendarPeers").Value!;

    /// <summary>The events, in the order of their ids, on which both agree.</summary>
    public static async Task<IReadOnlyList<EventRead>> ReadAsync(string calendar)
    {
        using var process = Process.Start(new ProcessStartInfo("node", ["parse.mjs"])
        {
            WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("node does not start.");
        using var patience = new CancellationTokenSource(AnswerMax);
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(calendar));
        process.StandardInput.Close();
        var line = await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("No parser read it.");
        var read = JsonSerializer.Deserialize<Dictionary<string, List<EventRead>>>(line, JsonSerializerOptions.Web)!;
        var (first, second) = (InOrder(read["icalJs"]), InOrder(read["nodeIcal"]));
        Assert.Equal(first, second);
        return first;
    }

    private static IReadOnlyList<EventRead> InOrder(List<EventRead> events) => [.. events.OrderBy(e => e.Uid, StringComparer.Ordinal)];
}
