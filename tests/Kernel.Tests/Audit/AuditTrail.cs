using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using Npgsql;

namespace IntegratedCare.Kernel.Tests.Audit;

/// <summary>The sample service's audit, as its privacy officer and as an attacker with a superuser's login meet it.</summary>
internal sealed class AuditTrail(SampleHost sample)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Writes notes, each an audited use case of its own.</summary>
    public async Task WriteAsync(int notes)
    {
        using var gp = sample.Gp();
        for (var i = 0; i < notes; i++)
        {
            using var answer = await SampleHost.WriteAsync(gp, new { text = Guid.NewGuid() }, Guid.NewGuid().ToString(), Cancelled);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }
    }

    public async Task<JsonElement> VerifyAsync(JsonElement? heads = null)
    {
        using var officer = sample.Host.Client(Roles.PrivacyOfficer);
        var address = new Uri("/audit/ledger/verification", UriKind.Relative);
        using var answer = heads is { } noted
            ? await officer.PostAsJsonAsync(address, new { heads = noted }, Cancelled)
            : await officer.GetAsync(address, Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancelled));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
    }

    public async Task<JsonElement> AskAsync(string path, object body)
    {
        using var officer = sample.Host.Client(Roles.PrivacyOfficer);
        using var answer = await officer.PostAsJsonAsync(new Uri($"/audit/ledger/{path}", UriKind.Relative), body, Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancelled));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
    }

    /// <summary>Does to the tables what no guard lets anybody do, hands over to the assertions, and puts everything back.</summary>
    public async Task TamperedAsync(string attack, Func<Task> assertions)
    {
        await RunAsync("""
            create schema if not exists kept;
            create table kept.access_records as table access_records;
            create table kept.access_links as table access_links;
            create table kept.access_lanes as table access_lanes
            """);
        try
        {
            await RunAsync(attack);
            await assertions();
        }
        finally
        {
            await RunAsync("""
                delete from access_links; delete from access_records; delete from access_lanes;
                insert into access_records overriding system value select * from kept.access_records;
                insert into access_links select * from kept.access_links;
                insert into access_lanes select * from kept.access_lanes;
                drop schema kept cascade
                """);
        }
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(sample.Host.SuperuserConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Cancelled))!;
    }

    // A superuser can switch the guards off for their own session; that is what the chain is for.
    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(sample.Host.SuperuserConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand($"set session_replication_role = replica; {sql}", connection);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
