using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>Encrypts columns that hold personal data, and makes the pseudonym of a person.</summary>
/// <remarks>
/// Envelope encryption: values lie under data keys of the service, which its database holds wrapped under <c>PersonalData:Key</c>
/// (<see cref="DataKeyRing"/>). The context is authenticated: a value moved to another column or row does not decrypt. The pseudonym's key,
/// <c>PersonalData:PseudonymKey</c>, stays the same for as long as the place lives: with another one nobody would be found again.
/// </remarks>
public sealed class PersonalDataCipher(DataKeyRing ring, IConfiguration configuration)
{
    private readonly KeyEncryptionKeys wrapping = new(configuration);
    private readonly Lazy<byte[]> pseudonymKey =
        new(() => KeyEncryptionKeys.Setting.ReadKey(configuration, "PersonalData:PseudonymKey"));

    /// <summary>Encrypts a text for one column of one row.</summary>
    /// <param name="plain">The text.</param>
    /// <param name="column">The column's context, as its mapping's <see cref="Sealing.IsSealed{T}(Microsoft.EntityFrameworkCore.Metadata.Builders.PropertyBuilder{T}, string, string?)"/> says.</param>
    /// <param name="row">The row's key.</param>
    public byte[] Encrypt(string plain, string column, Guid row) => Encrypt(plain, Sealing.ContextOf(column, row));

    /// <summary>Decrypts what was encrypted for the same column and row.</summary>
    /// <remarks>Values of version 1 may have been bound to their column alone; they are read too, until they have been encrypted anew.</remarks>
    /// <exception cref="CryptographicException">The value was changed, or belongs elsewhere.</exception>
    public string Decrypt(byte[] cipher, string column, Guid row) => Decrypt(cipher, column, $"{row}");

    /// <summary>Encrypts a text for a context that the caller builds: <c>table.column/row</c>.</summary>
    public byte[] Encrypt(string plain, string context)
    {
        var (id, key) = ring.Current;
        return SealedText.Close(plain, context, id, key);
    }

    /// <summary>Decrypts what <see cref="Encrypt(string, string)"/> made for the same context.</summary>
    /// <exception cref="CryptographicException">The value was changed, or belongs to another context or key.</exception>
    public string Decrypt(byte[] cipher, string context)
    {
        var id = SealedText.KeyIdOf(cipher);
        if (id == SealedText.DirectKeyId) return OpenDirect(cipher, context);
        return ring.TryFind(id, out var key)
            ? SealedText.Open(cipher, context, key)
            : throw new CryptographicException($"No data key {id} can be had.");
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

    internal string Decrypt(byte[] cipher, string column, string row)
    {
        try
        {
            return Decrypt(cipher, Sealing.ContextOf(column, row));
        }
        catch (CryptographicException) when (SealedText.KeyIdOf(cipher) == SealedText.DirectKeyId)
        {
            return Decrypt(cipher, column);
        }
    }

    private string OpenDirect(byte[] cipher, string context)
    {
        var keys = wrapping.Direct.ToList();
        foreach (var key in keys.SkipLast(1))
        {
            try
            {
                return SealedText.Open(cipher, context, key);
            }
            catch (AuthenticationTagMismatchException)
            {
                // An earlier key encrypted it, or none did: the last one tells.
            }
        }

        return SealedText.Open(cipher, context, keys[^1]);
    }
}
