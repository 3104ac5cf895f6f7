using System.Text;

namespace IntegratedCare.ServiceDefaults.Tests.Telemetry;

/// <summary>The part of an OTLP span that the tests look at.</summary>
internal sealed record Span(
    string TraceId, string SpanId, string ParentId, string Name, int Kind, int Status,
    IReadOnlyDictionary<string, object> Attributes)
{
    public const int Server = 2;
    public const int Client = 3;

    // TracesData.resource_spans = 1, ResourceSpans.scope_spans = 2, ScopeSpans.spans = 2
    public static IEnumerable<Span> ReadAll(byte[] body) =>
        from resource in Fields(body) where resource.Number == 1
        from scope in Fields(resource.Bytes) where scope.Number == 2
        from span in Fields(scope.Bytes) where span.Number == 2
        select Read(span.Bytes);

    private static Span Read(byte[] bytes)
    {
        var fields = Fields(bytes).ToLookup(field => field.Number);
        var status = fields[15].SelectMany(field => Fields(field.Bytes)).Where(field => field.Number == 3);
        return new Span(
            Id(fields[1]), Id(fields[2]), Id(fields[4]),
            Encoding.UTF8.GetString(fields[5].Single().Bytes),
            (int)fields[6].Single().Value,
            (int)status.Select(field => field.Value).FirstOrDefault(),
            fields[9].Select(Attribute).ToDictionary());
    }

    private static string Id(IEnumerable<Field> id) => Convert.ToHexString([.. id.SelectMany(field => field.Bytes)]);

    private static KeyValuePair<string, object> Attribute(Field attribute)
    {
        var parts = Fields(attribute.Bytes).ToDictionary(field => field.Number);
        var value = Fields(parts[2].Bytes).Single();
        return new(
            Encoding.UTF8.GetString(parts[1].Bytes),
            value.Number == 1 ? Encoding.UTF8.GetString(value.Bytes) : (long)value.Value);
    }

    private static List<Field> Fields(byte[] bytes)
    {
        var fields = new List<Field>();
        for (var at = 0; at < bytes.Length;)
        {
            var tag = VarInt(bytes, ref at);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0: fields.Add(new(number, VarInt(bytes, ref at), [])); break;
                case 1: fields.Add(new(number, BitConverter.ToUInt64(bytes, at), [])); at += 8; break;
                case 2:
                    var length = (int)VarInt(bytes, ref at);
                    fields.Add(new(number, 0, bytes[at..(at += length)]));
                    break;
                case 5: fields.Add(new(number, BitConverter.ToUInt32(bytes, at), [])); at += 4; break;
                default: throw new InvalidDataException($"Wire type {tag & 7}.");
            }
        }

        return fields;
    }

    private static ulong VarInt(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }

    private sealed record Field(int Number, ulong Value, byte[] Bytes);
}
