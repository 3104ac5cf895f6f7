using System.Net.Sockets;
using System.Text;

namespace IntegratedCare.Gateway.Tests;

/// <summary>A request as an attacker writes it: no client tidies the address first.</summary>
internal static class RawRequest
{
    public static async Task<string> GetAsync(Uri server, string target, params string[] headers)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        var lines = new[] { $"GET {target} HTTP/1.1", $"Host: {server.Authority}", "Connection: close" }.Concat(headers);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
