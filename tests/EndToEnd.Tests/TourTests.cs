using System.Diagnostics;
using System.Text.RegularExpressions;

namespace IntegratedCare.EndToEnd.Tests;

/// <summary>The README's tour as a newcomer takes it: its own commands, word for word, but for the gateway's port.</summary>
public sealed partial class TourTests(RunningSystem system)
{
    private static readonly TimeSpan TourMax = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_tour_can_be_taken_word_for_word_and_taken_again()
    {
        Assert.SkipUnless(Has("bash") && Has("curl"), "The tour needs bash and curl.");
        var commands = Commands();

        Look(await TakeAsync(commands));
        Look(await TakeAsync(commands));
    }

    private static void Look(string seen)
    {
        // Every step is answered well; only a slot of the service that the chief nurse has just stopped is refused.
        Assert.Equal(["service.restricted"], Refusals().Matches(seen).Select(refusal => refusal.Groups[1].Value));
        Assert.DoesNotContain("OperationOutcome", seen, StringComparison.Ordinal);
        foreach (var step in (string[])[
            "\"seriesId\":", "\"bundleId\":", "\"kind\":\"timeOffered\"", "BEGIN:VCALENDAR", "\"resourceType\":\"Appointment\"", "\"channel\":\"letter\"",
            "Diary of Community nurse", "\"orphaned\":", "\"publishedAt\":", "\"visitId\":", "\"poolManager\":", "\"instalments\":",
            "\"status\":\"approved\"", "\"posted\":2", "\"outturnPence\":", "\"overspendPence\":", "; Fund oldham-s75"])
            Assert.Contains(step, seen, StringComparison.Ordinal);
    }

    private static async Task<string> TakeAsync(string commands)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TourMax);
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-s"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        }) ?? throw new InvalidOperationException("bash did not start.");
        try
        {
            var (seen, wrong) = (bash.StandardOutput.ReadToEndAsync(patience.Token), bash.StandardError.ReadToEndAsync(patience.Token));
            await bash.StandardInput.WriteAsync(commands.AsMemory(), patience.Token);
            bash.StandardInput.Close();
            await bash.WaitForExitAsync(patience.Token);

            // A newcomer's shell says nothing of what reads no further than it needs; one that .NET starts does.
            Assert.DoesNotContain((await wrong).Split('\n'), line => line.Length > 0 && !line.EndsWith("Broken pipe", StringComparison.Ordinal));
            return await seen;
        }
        finally
        {
            if (!bash.HasExited) bash.Kill(entireProcessTree: true);
        }
    }

    private string Commands()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IntegratedCare.sln"))) folder = folder.Parent!;
        var readme = File.ReadAllText(Path.Combine(folder.FullName, "README.md"));
        var tour = readme[readme.IndexOf("## A five-minute tour", StringComparison.Ordinal)..readme.IndexOf("## Where things are", StringComparison.Ordinal)];
        var commands = string.Join('\n', Blocks().Matches(tour).Select(block => block.Groups[1].Value));
        const string gateway = "GATEWAY=http://localhost:8080\n";
        Assert.Contains(gateway, commands, StringComparison.Ordinal);
        return commands.Replace(gateway, $"GATEWAY={system.Address.GetLeftPart(UriPartial.Authority)}\n", StringComparison.Ordinal);
    }

    private static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("\"status\":[45][0-9]{2},(?:\"detail\":\"[^\"]*\",)?\"code\":\"([^\"]+)\"")]
    private static partial Regex Refusals();
}
