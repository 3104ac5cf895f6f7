using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace IntegratedCare.Benchmarks;

/// <summary>PostgreSQL's own load generator: what the database alone can do with a script.</summary>
internal static class PgBench
{
    /// <summary>Transactions a second of so many clients, each with so many transactions of the script, statements prepared.</summary>
    public static async Task<double> RunAsync(NpgsqlConnectionStringBuilder login, string script, int clients, int each)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, script);
        var start = new ProcessStartInfo(Program(), [
            "--no-vacuum", "--client", Text(clients), "--jobs", "2", "--transactions", Text(each), "--protocol", "prepared", "--define", "i=0", "--file", file,
            "--host", login.Host ?? "", "--port", Text(login.Port), "--username", login.Username ?? "", login.Database ?? "",
        ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["PGPASSWORD"] = login.Password },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("pgbench did not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        File.Delete(file);
        var line = (await output).Split('\n').FirstOrDefault(l => l.StartsWith("tps = ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"pgbench: {await errors} {await output}");
        if (process.ExitCode != 0) throw new InvalidOperationException($"pgbench: {await errors}");
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Program()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin", "pgbench")).Where(File.Exists).Order().LastOrDefault()
            : null;
        return installed ?? "pgbench";
    }
}
