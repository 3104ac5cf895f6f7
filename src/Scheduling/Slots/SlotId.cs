using System.Buffers.Binary;
using System.Buffers.Text;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>Names a slot from its parts, so that it means the same on every replica and stays valid as long as the slot is offered.</summary>
/// <remarks>Callers see base64url and must not read it. It grants nothing: a hold checks every part again.</remarks>
internal readonly record struct SlotId(TeamId Team, MemberId Member, ServiceId Service, DateTimeOffset Start)
{
    private const byte Version = 1;
    private const int GuidBytes = 16;
    private const uint StartMinutesMax = 121_000_000;       // in the year 2200
    private const int TotalBytes = 1 + (3 * GuidBytes) + sizeof(uint);

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[TotalBytes];
        bytes[0] = Version;
        Team.Value.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        Member.Value.TryWriteBytes(bytes[(1 + GuidBytes)..], bigEndian: true, out _);
        Service.Value.TryWriteBytes(bytes[(1 + (2 * GuidBytes))..], bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(
            bytes[(1 + (3 * GuidBytes))..], checked((uint)(Start.ToUnixTimeSeconds() / 60)));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse(string text, out SlotId slot)
    {
        slot = default;
        Span<byte> bytes = stackalloc byte[TotalBytes];
        if (text.Length != Base64Url.GetEncodedLength(TotalBytes) || !Base64Url.IsValid(text)) return false;
        if (!Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != TotalBytes) return false;
        if (bytes[0] != Version) return false;

        var minutes = BinaryPrimitives.ReadUInt32BigEndian(bytes[(1 + (3 * GuidBytes))..]);
        if (minutes > StartMinutesMax) return false;

        slot = new(
            new(new Guid(bytes.Slice(1, GuidBytes), bigEndian: true)),
            new(new Guid(bytes.Slice(1 + GuidBytes, GuidBytes), bigEndian: true)),
            new(new Guid(bytes.Slice(1 + (2 * GuidBytes), GuidBytes), bigEndian: true)),
            DateTimeOffset.FromUnixTimeSeconds(minutes * 60L));
        return true;
    }
}
