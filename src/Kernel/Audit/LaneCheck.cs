using System.Security.Cryptography;
using System.Text;

namespace IntegratedCare.Kernel.Audit;

/// <summary>Walks one lane from its first link and says where it stops being what was written.</summary>
internal sealed class LaneCheck(int lane, CanonicalText canonical, LaneHead? noted)
{
    private byte[] beforeLast = [];

    /// <summary>How many links have been walked and found sound.</summary>
    public long Number { get; private set; }

    /// <summary>What the next link's hash builds on.</summary>
    public byte[] Hash { get; private set; } = new byte[AccessLinkMapping.HashBytes];

    /// <summary>The lane as far as it has been walked.</summary>
    public LaneHead Head => new(lane, Number, Convert.ToHexStringLower(Hash));

    /// <summary>Takes the next link and its record; null where it holds. A record that is not there is null.</summary>
    public ChainBreak? Take(AccessLink link, AccessRecord? record)
    {
        var next = Number + 1;
        if (link.Number != next) return new(lane, next, RecordId: null, ChainBreakReason.Missing);
        if (record is null) return new(lane, next, link.RecordId, ChainBreakReason.Missing);

        var text = canonical.Of(record);
        if (!link.Hash.AsSpan().SequenceEqual(HashOf(Hash, next, text)))
        {
            // Without the record before it this one would be right: then that one was put in.
            return Number > 0 && link.Hash.AsSpan().SequenceEqual(HashOf(beforeLast, Number, text))
                ? new(lane, Number, RecordId: null, ChainBreakReason.Inserted)
                : new(lane, next, link.RecordId, ChainBreakReason.Changed);
        }

        (beforeLast, Hash, Number) = (Hash, link.Hash, next);
        return noted?.Number == next && noted.Hash != Head.Hash ? new(lane, next, link.RecordId, ChainBreakReason.Rewritten) : null;
    }

    /// <summary>True where this record, and not the one that stands there, is what the next link was made for.</summary>
    public bool Belongs(AccessLink next, AccessRecord record) =>
        next.Hash.AsSpan().SequenceEqual(HashOf(Hash, Number + 1, canonical.Of(record)));

    /// <summary>Compares the end of the lane with its head, and with the head that was noted.</summary>
    public ChainBreak? End(AccessLane? head)
    {
        if (head is null) return new(lane, Number, RecordId: null, ChainBreakReason.HeadChanged);
        if (head.Number > Number || noted?.Number > Number) return new(lane, Number + 1, RecordId: null, ChainBreakReason.CutOff);
        return head.Number == Number && head.Hash.AsSpan().SequenceEqual(Hash)
            ? null
            : new(lane, Number, RecordId: null, ChainBreakReason.HeadChanged);
    }

    private byte[] HashOf(byte[] previous, long number, string text) =>
        SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes($"{lane}/{number};{text}")]);
}
