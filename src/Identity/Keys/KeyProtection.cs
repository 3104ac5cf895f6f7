using System.Security.Cryptography;
using System.Text;

namespace IntegratedCare.Identity.Keys;

/// <summary>Keeps private keys unreadable in the database and in its back-ups (AES-256-GCM, bound to the key's id).</summary>
internal sealed class KeyProtection
{
    private const string Setting = "Identity:SigningKeyProtectionKey";
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] key;

    public KeyProtection(IConfiguration configuration)
    {
        var setting = configuration[Setting] ?? throw new InvalidOperationException($"{Setting} is not configured.");
        key = new byte[KeyBytes];
        if (!Convert.TryFromBase64String(setting, key, out var written) || written != KeyBytes)
            throw new InvalidOperationException($"{Setting} must be {KeyBytes} bytes in base64.");
    }

    public byte[] Protect(ReadOnlySpan<byte> secret, string keyId)
    {
        var sealedSecret = new byte[NonceBytes + secret.Length + TagBytes];
        var nonce = sealedSecret.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, secret, sealedSecret.AsSpan(NonceBytes, secret.Length), sealedSecret.AsSpan(NonceBytes + secret.Length),
            Encoding.UTF8.GetBytes(keyId));
        return sealedSecret;
    }

    /// <summary>The secret, or null where it was protected by another key or has been changed.</summary>
    public byte[]? Open(ReadOnlySpan<byte> sealedSecret, string keyId)
    {
        if (sealedSecret.Length <= NonceBytes + TagBytes) return null;
        var secret = new byte[sealedSecret.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(sealedSecret[..NonceBytes], sealedSecret[NonceBytes..^TagBytes], sealedSecret[^TagBytes..], secret,
                Encoding.UTF8.GetBytes(keyId));
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
