using System.Security.Cryptography;
using System.Text;

namespace IntegratedCare.PlaceLoader.PlaceData;

/// <summary>
/// The id of a record that has a name in the place's data. Derived from that name (UUID version 5, RFC 9562 §5.5), so
/// that loading the place again meets the same records and never makes a second copy.
/// </summary>
internal static class StableId
{
    // Changing this would give every record of every place a new identity.
    private static readonly Guid Places = new("c779fb74-415a-4de1-b7fd-de89ef569f38");

    public static Guid Of(string place, string kind, string code) => NameBased(Places, $"{place}/{kind}/{code}");

    internal static Guid NameBased(Guid space, string name)
    {
        var named = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        space.TryWriteBytes(named, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, named.AsSpan(16));

#pragma warning disable CA5350 // SHA-1 is what version 5 prescribes; it names things here and protects nothing.
        var id = SHA1.HashData(named).AsSpan(0, 16);
#pragma warning restore CA5350
        id[6] = (byte)((id[6] & 0x0F) | 0x50);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
