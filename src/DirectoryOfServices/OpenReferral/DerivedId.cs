using System.Security.Cryptography;
using System.Text;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Sites;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>Ids that Open Referral asks for and our records have none of: UUID version 5 (RFC 9562 §5.5), always the same for the same thing.</summary>
internal static class DerivedId
{
    // Changing this would give whatever has been harvested from here another identity.
    public static readonly Guid Space = new("d351fb9d-6296-427d-9ae3-4bb18924e6a2");

    /// <summary>A part of a record: the parent's id is the name space, so that two parents' parts never meet.</summary>
    public static Guid Of(Guid parent, string kind, string name = "") => Version5(parent, Encoding.UTF8.GetBytes($"{kind}/{name}"));

    /// <summary>A service at a site. The database derives the same (<c>derived_uuid</c>), because it is looked up by.</summary>
    public static Guid Of(ServiceId service, SiteId site) =>
        Version5(Space, [.. service.Value.ToByteArray(bigEndian: true), .. site.Value.ToByteArray(bigEndian: true)]);

    private static Guid Version5(Guid space, byte[] name)
    {
#pragma warning disable CA5350 // SHA-1 is what version 5 prescribes; it names things here and protects nothing.
        var id = SHA1.HashData([.. space.ToByteArray(bigEndian: true), .. name]).AsSpan(0, 16);
#pragma warning restore CA5350
        id[6] = (byte)((id[6] & 0x0F) | 0x50);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
