using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>Encrypts columns that hold personal data, and makes the pseudonym of a person.</summary>
/// <remarks>
/// AES-256-GCM with a fresh nonce for each value; the context (<c>table.column</c>) is authenticated, so that a value moved to another column
/// does not decrypt. Layout: version (1 byte), nonce (12), tag (16), cipher text. Keys come from <c>PersonalData:Key</c> and
/// <c>PersonalData:PseudonymKey</c>, 32 bytes each in base64.
/// </remarks>
public sealed class PersonalDataCipher(IConfiguration configuration)
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = 1 + NonceBytes + TagBytes;

    private readonly Lazy<byte[]> key = new(() => ReadKey(configuration, "PersonalData:Key"));
    private readonly Lazy<byte[]> pseudonymKey = new(() => ReadKey(configuration, "PersonalData:PseudonymKey"));

    /// <summary>Encrypts a text for one column.</summary>
    /// <param name="plain">The text.</param>
    /// <param name="context">The column it is for, as <c>table.column</c>.</param>
    public byte[] Encrypt(string plain, string context)
    {
        var text = Encoding.UTF8.GetBytes(plain);
        var sealedText = new byte[HeaderBytes + text.Length];
        sealedText[0] = Version;
        var nonce = sealedText.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);

        using var aes = new AesGcm(key.Value, TagBytes);
        aes.Encrypt(nonce, text, sealedText.AsSpan(HeaderBytes), sealedText.AsSpan(1 + NonceBytes, TagBytes),
            Encoding.UTF8.GetBytes(context));
        return sealedText;
    }

    /// <summary>Decrypts what <see cref="Encrypt"/> made for the same column.</summary>
    /// <exception cref="CryptographicException">The value was changed, or belongs to another column or key.</exception>
    public string Decrypt(byte[] cipher, string context)
    {
        if (cipher.Length < HeaderBytes || cipher[0] != Version)
            throw new CryptographicException("The value is not an encrypted text of a known version.");

        var text = new byte[cipher.Length - HeaderBytes];
        using var aes = new AesGcm(key.Value, TagBytes);
        aes.Decrypt(cipher.AsSpan(1, NonceBytes), cipher.AsSpan(HeaderBytes),
            cipher.AsSpan(1 + NonceBytes, TagBytes), text, Encoding.UTF8.GetBytes(context));
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>The pseudonym under which all services know this person.</summary>
    public PersonKey KeyOf(NhsNumber number) =>
        new(Convert.ToHexStringLower(HMACSHA256.HashData(pseudonymKey.Value, Encoding.ASCII.GetBytes(number.Reveal()))));

    /// <summary>A keyed hash (64 hex figures) by which an encrypted identifier can be found again by exact match.</summary>
    /// <remarks>
    /// Nobody without the key can try candidates. The same text under another context has another hash, so that two columns cannot be
    /// joined. The caller brings the text into its one form first (an e-mail address trimmed and in one case).
    /// </remarks>
    /// <param name="text">The identifier in its one form.</param>
    /// <param name="context">The column it is for, as <c>table.column</c>.</param>
    public string KeyedHash(string text, string context)
    {
        // The zero byte ends the context, so that no two pairs read alike; it also keeps these hashes apart from the keys of persons.
        if (context.Length == 0 || context.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A context is a column's name.", nameof(context));
        return Convert.ToHexStringLower(HMACSHA256.HashData(pseudonymKey.Value, Encoding.UTF8.GetBytes($"{context}\0{text}")));
    }

    private static byte[] ReadKey(IConfiguration configuration, string name)
    {
        var text = configuration[name] ?? throw new InvalidOperationException($"{name} is not configured.");
        var bytes = Convert.FromBase64String(text);
        return bytes.Length == 32 ? bytes : throw new InvalidOperationException($"{name} must be 32 bytes in base64.");
    }
}
