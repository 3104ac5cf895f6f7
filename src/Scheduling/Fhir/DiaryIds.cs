using System.Buffers.Binary;
using System.Buffers.Text;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Fhir;

/// <summary>Writes 48 bytes as the 64 characters that a FHIR id may have: base64url with a dot where FHIR knows no underscore.</summary>
internal static class DiaryIds
{
    public const int Bytes = 48;
    public const int GuidBytes = 16;
    private const int Length = 64;

    public static string Write(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes).Replace('_', '.');

    public static bool TryRead(string text, Span<byte> bytes) =>
        text.Length == Length && !text.Contains('_', StringComparison.Ordinal) && Base64Url.IsValid(text.Replace('.', '_'))
        && Base64Url.TryDecodeFromChars(text.Replace('.', '_'), bytes, out var written) && written == Bytes;
}

/// <summary>One member's giving of one service in a team: what FHIR calls a Schedule.</summary>
internal readonly record struct ScheduleId(TeamId Team, MemberId Member, ServiceId Service)
{
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[DiaryIds.Bytes];
        Team.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        Member.Value.TryWriteBytes(bytes[DiaryIds.GuidBytes..], bigEndian: true, out _);
        Service.Value.TryWriteBytes(bytes[(2 * DiaryIds.GuidBytes)..], bigEndian: true, out _);
        return DiaryIds.Write(bytes);
    }

    public static bool TryParse(string text, out ScheduleId id)
    {
        id = default;
        Span<byte> bytes = stackalloc byte[DiaryIds.Bytes];
        if (!DiaryIds.TryRead(text, bytes)) return false;
        id = new(
            new(new Guid(bytes[..DiaryIds.GuidBytes], bigEndian: true)),
            new(new Guid(bytes.Slice(DiaryIds.GuidBytes, DiaryIds.GuidBytes), bigEndian: true)),
            new(new Guid(bytes.Slice(2 * DiaryIds.GuidBytes, DiaryIds.GuidBytes), bigEndian: true)));
        return true;
    }
}

/// <summary>A slot's FHIR id. Ours has 71 characters and FHIR's at most 64, so that of the team only the last twelve bytes are in it.</summary>
/// <remarks>Those tell apart the teams that one member works in, of which there are a few. As ours it grants nothing: each part is checked again.</remarks>
internal readonly record struct SlotName(MemberId Member, ServiceId Service, DateTimeOffset Start, string TeamTail)
{
    private const int MinutesBytes = sizeof(uint);
    private const uint StartMinutesMax = 121_000_000;       // in the year 2200
    private const int TailBytes = DiaryIds.Bytes - MinutesBytes - (2 * DiaryIds.GuidBytes);

    public static SlotName Of(SlotId slot) => Of(slot.Team, slot.Member, slot.Service, slot.Start);

    public static SlotName Of(TeamId team, MemberId member, ServiceId service, DateTimeOffset start) => new(member, service, start, TailOf(team));

    public SlotId In(TeamId team) => new(team, Member, Service, Start);

    public bool IsOf(TeamId team) => TailOf(team) == TeamTail;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[DiaryIds.Bytes];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, checked((uint)(Start.ToUnixTimeSeconds() / 60)));
        Member.Value.TryWriteBytes(bytes[MinutesBytes..], bigEndian: true, out _);
        Service.Value.TryWriteBytes(bytes[(MinutesBytes + DiaryIds.GuidBytes)..], bigEndian: true, out _);
        Convert.FromHexString(TeamTail).CopyTo(bytes[^TailBytes..]);
        return DiaryIds.Write(bytes);
    }

    public static bool TryParse(string text, out SlotName name)
    {
        name = default;
        Span<byte> bytes = stackalloc byte[DiaryIds.Bytes];
        if (!DiaryIds.TryRead(text, bytes)) return false;
        var minutes = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (minutes > StartMinutesMax) return false;
        name = new(
            new(new Guid(bytes.Slice(MinutesBytes, DiaryIds.GuidBytes), bigEndian: true)),
            new(new Guid(bytes.Slice(MinutesBytes + DiaryIds.GuidBytes, DiaryIds.GuidBytes), bigEndian: true)),
            DateTimeOffset.FromUnixTimeSeconds(minutes * 60L),
            Convert.ToHexString(bytes[^TailBytes..]));
        return true;
    }

    private static string TailOf(TeamId team) => Convert.ToHexString(team.Value.ToByteArray(bigEndian: true).AsSpan()[^TailBytes..]);
}
