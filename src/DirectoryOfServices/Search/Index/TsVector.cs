using System.Buffers.Binary;
using System.Text;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Reads PostgreSQL's <c>tsvector</c> in its wire form (what <c>tsvectorsend</c> gives).</summary>
/// <remarks>A count of lexemes, then each: text, zero, a count of positions, and 16 bits for each position of which the first two are the weight (3 is A).</remarks>
internal static class TsVector
{
    private const int WeightShift = 14;

    public static List<Lexeme> Read(ReadOnlySpan<byte> wire)
    {
        var lexemes = new List<Lexeme>(BinaryPrimitives.ReadInt32BigEndian(wire));
        wire = wire[sizeof(int)..];
        Span<int> counts = stackalloc int[4];
        while (!wire.IsEmpty)
        {
            var end = wire.IndexOf((byte)0);
            var text = Encoding.UTF8.GetString(wire[..end]);
            int positions = BinaryPrimitives.ReadUInt16BigEndian(wire[(end + 1)..]);
            wire = wire[(end + 1 + sizeof(ushort))..];
            counts.Clear();
            for (var i = 0; i < positions; i++) counts[BinaryPrimitives.ReadUInt16BigEndian(wire[(i * sizeof(ushort))..]) >> WeightShift]++;
            wire = wire[(positions * sizeof(ushort))..];
            lexemes.Add(new(text, counts[3], counts[2], counts[1], counts[0]));
        }

        return lexemes;
    }
}
