using System.Net.Sockets;
using System.Text;
using IntegratedCare.Testing;

namespace IntegratedCare.Gateway.Tests.Security;

/// <summary>A client that sends a byte now and then would hold a connection for ever; the gateway ends it, and the rest notice nothing.</summary>
public sealed class SlowClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Headers_that_trickle_in_are_not_waited_for()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)]);
        using var slow = await ConnectAsync(gateway.Address);

        await WriteAsync(slow, $"GET /api/ledger/funds HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nX-Slow: ");
        var answer = await TrickleAsync(slow, "a");

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), answer);
        Assert.Empty(backEnd.Received);
        Assert.True((await gateway.Anonymous().GetAsync("/alive", Ending)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_body_that_trickles_in_is_not_waited_for()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        backEnd.Answer = context => context.Request.Body.CopyToAsync(Stream.Null);
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)]);
        using var slow = await ConnectAsync(gateway.Address);

        await WriteAsync(slow, $"POST /api/ledger/funds HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nContent-Length: 100000\r\n\r\n");
        var answer = await TrickleAsync(slow, "a");

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), answer);
        Assert.True((await gateway.Anonymous().GetAsync("/api/ledger/funds", Ending)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task One_address_holds_so_many_connections_and_no_more()
    {
        await using var gateway = await GatewayHost.StartAsync([], web => web.UseSetting("Limits:ConnectionsPerAddress", "5"));
        var open = new List<TcpClient>();
        try
        {
            for (var number = 0; number < 5; number++)
            {
                open.Add(await ConnectAsync(gateway.Address));
                Assert.StartsWith("HTTP/1.1 200", await AskAsync(open[^1], gateway.Address), StringComparison.Ordinal);
            }

            Assert.Empty(await AskAnewAsync(gateway.Address));

            open[0].Dispose();
            await Eventually.Async(async () =>
                (await AskAnewAsync(gateway.Address)).StartsWith("HTTP/1.1 200", StringComparison.Ordinal));
        }
        finally
        {
            open.ForEach(connection => connection.Dispose());
        }
    }

    private static async Task<TcpClient> ConnectAsync(Uri server)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, Ending);
        return connection;
    }

    // Which of the steps hears that there is no room is a matter of moments.
    private static async Task<string> AskAnewAsync(Uri server)
    {
        try
        {
            using var connection = await ConnectAsync(server);
            return await AskAsync(connection, server);
        }
        catch (SocketException)
        {
            return "";
        }
    }

    private static async Task<string> AskAsync(TcpClient connection, Uri server)
    {
        try
        {
            await WriteAsync(connection, $"GET /alive HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n");
            var answer = new byte[200];
            return Encoding.ASCII.GetString(answer, 0, await connection.GetStream().ReadAsync(answer, Ending));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static Task WriteAsync(TcpClient connection, string text) =>
        connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), Ending).AsTask();

    /// <summary>Sends the text again and again, slowly, until the server has had enough; what it said last.</summary>
    private static async Task<string> TrickleAsync(TcpClient connection, string text)
    {
        var heard = ReadToEndAsync(connection);
        await Eventually.Async(async () =>
        {
            if (heard.IsCompleted) return true;
            try
            {
                await WriteAsync(connection, text);
            }
            catch (IOException)
            {
                return true;
            }

            return false;
        }, Patience, "The end of the server's patience");
        return await heard.WaitAsync(Patience, Ending);
    }

    private static async Task<string> ReadToEndAsync(TcpClient connection)
    {
        try
        {
            using var reader = new StreamReader(connection.GetStream(), leaveOpen: true);
            return await reader.ReadToEndAsync(Ending);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
