using System.Net.Sockets;
using System.Text;

namespace IntegratedCare.Gateway.Tests;

/// <summary>A request as an attacker writes it: no client tidies the address first.</summary>
internal static class RawRequest
{
    public static Task<string> GetAsync(Uri server, string target, params string[] headers) =>
        GetAsync(server, target, server.Authority, headers);

    public static async Task<string> GetAsync(Uri server, string target, string host, string[] headers)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        var lines = new[] { $"GET {target} HTTP/1.1", $"Host: {host}", "Connection: close" }.Concat(headers);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
