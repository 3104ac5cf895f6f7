using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace IntegratedCare.Benchmarks.DirectorySearch;

/// <summary>Sphinx's own binary protocol on one connection that stays open: the twenty best of every word, fields weighted as ours are.</summary>
internal sealed class SphinxClient : IConnection
{
    private const short Search = 0, Persist = 4;
    private const short SearchVersion = 0x119;
    private const int MatchExtended = 6, RankProximityBm25 = 0, SortByRelevance = 0;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Dictionary<string, byte[]> requests = new(StringComparer.Ordinal);
    private readonly byte[] buffer = new byte[1 << 16];

    public SphinxClient(int port)
    {
        socket.Connect("127.0.0.1", port);
        Receive(4);
        Span<byte> hello = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(hello, 1);
        BinaryPrimitives.WriteInt16BigEndian(hello[4..], Persist);
        BinaryPrimitives.WriteInt32BigEndian(hello[8..], 4);
        BinaryPrimitives.WriteInt32BigEndian(hello[12..], 1);
        socket.Send(hello);
    }

    /// <summary>How long the answer is; an answer that is an error ends the measurement.</summary>
    public int Ask(string search)
    {
        if (!requests.TryGetValue(search, out var request)) requests.Add(search, request = RequestFor(search));
        socket.Send(request);
        var head = Receive(8);
        var (status, length) = (BinaryPrimitives.ReadInt16BigEndian(head), BinaryPrimitives.ReadInt32BigEndian(head[4..]));
        var answer = Receive(length);
        if (status != 0 || BinaryPrimitives.ReadInt32BigEndian(answer) != 0)
            throw new InvalidOperationException($"Sphinx: {Encoding.UTF8.GetString(answer)}");
        return length;
    }

    public void Dispose() => socket.Dispose();

    private ReadOnlySpan<byte> Receive(int length)
    {
        for (var received = 0; received < length;)
        {
            var more = socket.Receive(buffer.AsSpan(received, length - received));
            if (more == 0) throw new InvalidOperationException("Sphinx closed the connection.");
            received += more;
        }

        return buffer.AsSpan(0, length);
    }

    private static byte[] RequestFor(string search)
    {
        var body = new MemoryStream();
        Int(0);                                   // reserved
        Int(1);                                   // one query
        Int(0);                                   // from the first
        Int(20);
        Int(MatchExtended);
        Int(RankProximityBm25);
        Int(SortByRelevance);
        Text("");
        Text(search);
        Int(0);                                   // weights by number
        Text("services");
        Int(1);                                   // ids of 64 bits, from none to none
        Int(0); Int(0); Int(0); Int(0);
        Int(0);                                   // filters
        Int(0);
        Text("");                                 // grouping
        Int(1_000);                               // most matches kept
        Text("@group desc");
        Int(0); Int(0); Int(0);                   // cut-off, retries, their delay
        Text("");
        Int(0);                                   // anchor
        Int(0);                                   // weights of indexes
        Int(0);                                   // longest time
        Int(4);
        foreach (var (field, weight) in ((string, int)[])[("name", 20), ("keywords", 10), ("description", 4), ("places", 1)])
        {
            Text(field);
            Int(weight);
        }

        Text("");                                 // comment
        Int(0);                                   // overrides
        Text("*");

        var request = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt16BigEndian(request, Search);
        BinaryPrimitives.WriteInt16BigEndian(request.AsSpan(2), SearchVersion);
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(4), (int)body.Length);
        body.ToArray().CopyTo(request, 8);
        return request;

        void Int(int value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, value);
            body.Write(bytes);
        }

        void Text(string text)
        {
            Int(text.Length);
            body.Write(Encoding.ASCII.GetBytes(text));
        }
    }
}
