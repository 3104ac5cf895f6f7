using System.Diagnostics;
using System.Globalization;

namespace IntegratedCare.Ledger.Tests.Exports;

/// <summary>What accounting programs of other people's making (Debian's hledger and beancount) read in a file of ours.</summary>
internal static class AccountingProgram
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(3);

    public static void RequireInstalled(string program) => Assert.SkipUnless(
        File.Exists($"/usr/bin/{program}"), $"{program} is not installed: install the packages hledger and beancount to check our exports against them.");

    /// <summary>Every balance that hledger finds, in pence, by our own names; it has held the file to its balance assertions before.</summary>
    public static async Task<Dictionary<string, long>> HledgerAsync(string file) =>
        Balances(await RunAsync("hledger", "-f", file, "balance", "--flat", "--no-total", "--empty", "--output-format=csv"),
            amount => amount.Replace("GBP ", "", StringComparison.Ordinal), account => account[(account.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    /// <summary>Every balance that Beancount finds; it has held the file to its balance directives before.</summary>
    public static async Task<Dictionary<string, long>> BeancountAsync(string file)
    {
        Assert.Equal("", await RunAsync("bean-check", file));
        return Balances(await RunAsync("bean-query", "--format=csv", file, "SELECT account, number(only('GBP', sum(position))) GROUP BY account"),
            amount => amount.Length == 0 ? "0" : amount, InOurWords);
    }

    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["LC_ALL"] = "C.UTF-8" },
        }) ?? throw new InvalidOperationException($"{program} does not start.");
        using var patience = new CancellationTokenSource(AnswerMax);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, $"{program} says: {await errors}");
        return output;
    }

    private static Dictionary<string, long> Balances(string table, Func<string, string> amountOf, Func<string, string> accountOf) =>
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(row => row.Trim().Split(',', 2))
            .ToDictionary(
                row => accountOf(row[0].Trim(' ', '"')),
                row => (long)(decimal.Parse(amountOf(row[1].Trim(' ', '"')), NumberStyles.Number, CultureInfo.InvariantCulture) * 100), StringComparer.Ordinal);

    // As the service's README says how to read the names back.
    private static string InOurWords(string account) => string.Join(':', account.Split(':').Skip(1).Select(part =>
        part.StartsWith("0-", StringComparison.Ordinal) ? part[2..] : char.ToLowerInvariant(part[0]) + part[1..]));
}
