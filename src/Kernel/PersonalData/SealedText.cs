using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>How an encrypted text lies in its column.</summary>
/// <remarks>
/// Version 2: version (1 byte), id of the data key (4, big-endian), nonce (12), tag (16), cipher text of AES-256-GCM. Authenticated with it are version,
/// key id and context, so that no byte can be changed and no value moved. Version 1 has no key id: those values were encrypted under
/// <c>PersonalData:Key</c> itself and are read until they have been encrypted anew.
/// </remarks>
internal static class SealedText
{
    public const int KeyBytes = 32;

    /// <summary>Version and key id: what tells under which key a value lies.</summary>
    public const int MarkBytes = 1 + sizeof(int);

    /// <summary>The key id of values that have none.</summary>
    public const int DirectKeyId = 0;

    /// <summary>
    /// A function of the database, for guards of what may never be rewritten: true where a value stays, or lies under another data key and is a text
    /// of the same length. Whether it is the same text only the key could tell.
    /// </summary>
    public const string SameOrEncryptedAnew = """
        create or replace function same_or_encrypted_anew(before bytea, after bytea) returns boolean language sql immutable as $$
          select case
            when before is not distinct from after then true
            when before is null or after is null or length(before) < 29 or length(after) < 33 then false
            else get_byte(after, 0) = 2
              and substring(after from 1 for 5) <> substring(before from 1 for 5)
              and length(after) - 33 = length(before) - case get_byte(before, 0) when 1 then 29 else 33 end
          end
        $$
        """;

    private const byte DirectVersion = 1;
    private const byte Version = 2;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static byte[] MarkOf(int keyId)
    {
        var mark = new byte[MarkBytes];
        mark[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(mark.AsSpan(1), keyId);
        return mark;
    }

    /// <summary>The id of the data key under which the value lies, or <see cref="DirectKeyId"/>.</summary>
    /// <exception cref="CryptographicException">It is no encrypted text of ours.</exception>
    public static int KeyIdOf(ReadOnlySpan<byte> value)
    {
        if (value.Length >= 1 + NonceBytes + TagBytes && value[0] == DirectVersion) return DirectKeyId;
        if (value.Length < MarkBytes + NonceBytes + TagBytes || value[0] != Version)
            throw new CryptographicException("The value is not an encrypted text of a known version.");

        var id = BinaryPrimitives.ReadInt32BigEndian(value[1..]);
        return id > DirectKeyId ? id : throw new CryptographicException("The value names no data key.");
    }

    public static byte[] Close(string plain, string context, int keyId, byte[] key)
    {
        var text = Encoding.UTF8.GetBytes(plain);
        var value = new byte[MarkBytes + NonceBytes + TagBytes + text.Length];
        MarkOf(keyId).CopyTo(value, 0);
        RandomNumberGenerator.Fill(value.AsSpan(MarkBytes, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(value.AsSpan(MarkBytes, NonceBytes), text, value.AsSpan(MarkBytes + NonceBytes + TagBytes),
            value.AsSpan(MarkBytes + NonceBytes, TagBytes), [.. value.AsSpan(0, MarkBytes), .. Encoding.UTF8.GetBytes(context)]);
        return value;
    }

    /// <exception cref="CryptographicException">The value was changed, or belongs to another column, row or key.</exception>
    public static string Open(ReadOnlySpan<byte> value, string context, byte[] key)
    {
        var isDirect = KeyIdOf(value) == DirectKeyId;
        var head = isDirect ? 1 : MarkBytes;
        byte[] bound = [.. isDirect ? [] : value[..MarkBytes], .. Encoding.UTF8.GetBytes(context)];
        var text = new byte[value.Length - head - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(value.Slice(head, NonceBytes), value[(head + NonceBytes + TagBytes)..],
            value.Slice(head + NonceBytes, TagBytes), text, bound);
        return Encoding.UTF8.GetString(text);
    }
}
