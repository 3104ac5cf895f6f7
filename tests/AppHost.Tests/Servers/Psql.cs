using IntegratedCare.AppHost.LocalHosting;
using IntegratedCare.AppHost.LocalHosting.Processes;

namespace IntegratedCare.AppHost.Tests.Servers;

/// <summary>One statement through PostgreSQL's own client.</summary>
internal static class Psql
{
    public static Task<string> QueryAsync(
        PostgresServer server, string sql, CancellationToken cancellationToken, string database = "postgres", string? password = null) =>
        new Command("psql", ["-X", "-q", "-A", "-t", "-h", server.Host, "-p", $"{server.Port}", "-U", server.UserName, "-d", database, "-c", sql])
        {
            Environment = new Dictionary<string, string?> { ["PGPASSWORD"] = password ?? server.Password },
        }.RunOrThrowAsync("The query", cancellationToken);
}
