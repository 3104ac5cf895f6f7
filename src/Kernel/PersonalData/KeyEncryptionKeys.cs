using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>The keys that wrap data keys. They stand in settings and never in the database.</summary>
/// <remarks>
/// <c>PersonalData:Key</c> wraps what is new; <c>PersonalData:PreviousKeys:0</c> and following still unwrap, so that the key can be changed without
/// downtime. Each is 32 bytes in base64. What wraps is derived from the setting, apart from what encrypted values of version 1 directly.
/// </remarks>
internal sealed class KeyEncryptionKeys(IConfiguration configuration)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int IdBytes = 8;

    // Read when first needed: tools that only describe the service have no keys.
    private readonly Lazy<IReadOnlyList<WrappingKey>> keys = new(() => Read(configuration));

    public string CurrentId => keys.Value[0].Id;

    /// <summary>The keys as they stand in the settings, which encrypted values of version 1; the current one first.</summary>
    public IEnumerable<byte[]> Direct => keys.Value.Select(key => key.Setting);

    /// <summary>Wraps a data key under the current key, bound to its id and service.</summary>
    public byte[] Wrap(byte[] dataKey, int id, string service)
    {
        var wrapped = new byte[NonceBytes + TagBytes + dataKey.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(keys.Value[0].Key, TagBytes);
        aes.Encrypt(wrapped.AsSpan(0, NonceBytes), dataKey, wrapped.AsSpan(NonceBytes + TagBytes),
            wrapped.AsSpan(NonceBytes, TagBytes), Bound(id, service));
        return wrapped;
    }

    /// <summary>The data key; null where none of the configured keys wraps it, or it was changed.</summary>
    public byte[]? Unwrap(byte[] wrapped, string wrappedBy, int id, string service)
    {
        if (keys.Value.FirstOrDefault(key => key.Id == wrappedBy) is not { } key) return null;
        if (wrapped.Length != NonceBytes + TagBytes + SealedText.KeyBytes) return null;

        var dataKey = new byte[SealedText.KeyBytes];
        using var aes = new AesGcm(key.Key, TagBytes);
        try
        {
            aes.Decrypt(wrapped.AsSpan(0, NonceBytes), wrapped.AsSpan(NonceBytes + TagBytes),
                wrapped.AsSpan(NonceBytes, TagBytes), dataKey, Bound(id, service));
            return dataKey;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Bound(int id, string service) => Encoding.UTF8.GetBytes($"data-key/{service}/{id}");

    private static List<WrappingKey> Read(IConfiguration configuration) =>
    [
        WrappingKey.Of(Setting.ReadKey(configuration, "PersonalData:Key")),
        .. configuration.GetSection("PersonalData:PreviousKeys").GetChildren()
            .Select(previous => WrappingKey.Of(Setting.ReadKey(configuration, previous.Path))),
    ];

    private sealed record WrappingKey(string Id, byte[] Key, byte[] Setting)
    {
        public static WrappingKey Of(byte[] setting)
        {
            var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, setting, SealedText.KeyBytes, info: "integrated-care/wrap-data-keys"u8.ToArray());
            return new(Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, IdBytes)), key, setting);
        }
    }

    /// <summary>Keys that settings hold.</summary>
    internal static class Setting
    {
        public static byte[] ReadKey(IConfiguration configuration, string name)
        {
            var text = configuration[name] ?? throw new InvalidOperationException($"{name} is not configured.");
            var bytes = new byte[SealedText.KeyBytes];
            return Convert.TryFromBase64String(text, bytes, out var written) && written == bytes.Length
                ? bytes
                : throw new InvalidOperationException($"{name} must be 32 bytes in base64.");
        }
    }
}
