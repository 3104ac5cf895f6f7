using System.Net.Sockets;
using System.Text;

namespace IntegratedCare.Benchmarks.DirectorySearch;

/// <summary>Asks over HTTP on one connection that stays open, and looks no further into the answer than where it ends.</summary>
internal sealed class HttpClientOfBytes : IConnection
{
    private readonly Dictionary<string, byte[]> requests = new(StringComparer.Ordinal);
    private readonly byte[] buffer = new byte[1 << 20];
    private readonly Socket socket;
    private readonly Uri address;
    private readonly string token;
    private readonly Func<string, string> pathOf;

    public HttpClientOfBytes(Uri address, string token, Func<string, string> pathOf)
    {
        (this.address, this.token, this.pathOf) = (address, token, pathOf);
        socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(address.Host, address.Port);
    }

    /// <summary>The length of the answer; an answer that is not 200 ends the measurement.</summary>
    public int Ask(string search)
    {
        if (!requests.TryGetValue(search, out var request)) requests.Add(search, request = RequestFor(search));
        socket.Send(request);
        var length = 0;
        do
        {
            var received = socket.Receive(buffer.AsSpan(length));
            if (received == 0) throw new InvalidOperationException("The connection was closed.");
            length += received;
        }
        while (!IsWhole(buffer.AsSpan(0, length)));
        if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8))
            throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, Math.Min(length, 1_000)));
        return length;
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Whether an answer has arrived to its end. One of unknown length comes in chunks, of which the last is empty.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;

        var named = answer[..head].IndexOf("Content-Length: "u8);
        if (named < 0) return answer.EndsWith("\r\n0\r\n\r\n"u8);
        return System.Buffers.Text.Utf8Parser.TryParse(answer[(named + "Content-Length: ".Length)..head], out int length, out _)
            && answer.Length >= head + 4 + length;
    }

    private byte[] RequestFor(string search) => Encoding.ASCII.GetBytes(
        $"GET {pathOf(search)} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\n\r\n");
}
