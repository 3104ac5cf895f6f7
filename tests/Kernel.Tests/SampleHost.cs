using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.SampleService;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Kernel.Tests;

/// <summary>The sample service, started once for the tests of a class.</summary>
public sealed class SampleHost(RealServers servers) : IAsyncLifetime
{
    private ServiceHost<Program, SampleDb>? host;

    internal ServiceHost<Program, SampleDb> Host => host ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => host = await ServiceHost<Program, SampleDb>.StartAsync(servers, "ledger");

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    internal HttpClient Gp(string name = "gp") => Host.Client(Roles.Gp, "practice", name: name);

    internal static async Task<HttpResponseMessage> WriteAsync(
        HttpClient client, object body, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sample/notes") { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, cancellationToken);
    }

    internal async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Host.SuperuserConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }
}
