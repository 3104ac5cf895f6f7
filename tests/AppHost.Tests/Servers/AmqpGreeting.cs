using System.Net.Sockets;
using System.Text;

namespace IntegratedCare.AppHost.Tests.Servers;

/// <summary>
/// A client that speaks another version of the protocol: a healthy broker answers with its own header, which begins with
/// <c>AMQP</c>, and closes.
/// </summary>
internal static class AmqpGreeting
{
    public static async Task<string> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync("HTTP\0\0\0\0"u8.ToArray(), cancellationToken);
        var answer = new byte[4];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return Encoding.ASCII.GetString(answer);
    }
}
