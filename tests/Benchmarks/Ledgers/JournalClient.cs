using System.Globalization;
using System.Net.Sockets;
using System.Text;
using IntegratedCare.Benchmarks.DirectorySearch;

namespace IntegratedCare.Benchmarks.Ledgers;

/// <summary>A finance system that posts over HTTP on one connection, and looks no further into the answer than that it was taken.</summary>
internal sealed class JournalClient : IDisposable
{
    private readonly Uri address;
    private readonly string token;
    private readonly string name;
    private readonly byte[] buffer = new byte[1 << 22];
    private Socket? connection;
    private long sent;

    public JournalClient(Uri address, string token, string name) => (this.address, this.token, this.name) = (address, token, name);

    /// <summary>Opens the connection anew: the service closes one on which nothing has come for a while.</summary>
    public async Task ConnectAsync()
    {
        connection?.Dispose();
        connection = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await connection.ConnectAsync(address.Host, address.Port);
    }

    /// <summary>Posts one entry.</summary>
    public Task PostAsync(int fund, string debit, string credit, DateOnly day) =>
        SendAsync(fund, "", Entry(debit, credit, day));

    /// <summary>Posts so many entries, all or none.</summary>
    public Task PostBulkAsync(int fund, int count, Func<int, (string Debit, string Credit, DateOnly Day)> entry) =>
        SendAsync(fund, "/bulk", $"{{\"atomic\":true,\"items\":[{string.Join(',', Enumerable.Range(0, count).Select(i => Entry(entry(i).Debit, entry(i).Credit, entry(i).Day)))}]}}");

    public void Dispose() => connection?.Dispose();

    private string Entry(string debit, string credit, DateOnly day) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"reference":"{{name}}-{{++sent}}","effectiveOn":"{{day:yyyy-MM-dd}}","narrative":"Measured","lines":[{"account":"{{debit}}","debitPence":100},{"account":"{{credit}}","creditPence":100}]}""");

    private async Task SendAsync(int fund, string path, string body)
    {
        var request = string.Create(CultureInfo.InvariantCulture,
            $"POST /api/ledger/funds/{LedgerProcess.Fund(fund)}/journal{path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {name}-{sent}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        var socket = connection ?? throw new InvalidOperationException("It is not connected.");
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        var length = 0;
        do
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (received == 0) throw new InvalidOperationException("The connection was closed.");
            length += received;
        }
        while (!HttpClientOfBytes.IsWhole(buffer.AsSpan(0, length)));
        if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 20"u8)) throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, Math.Min(length, 1_000)));
    }
}
