using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace IntegratedCare.Identity;

/// <summary>
/// What a browser's cookie or a mailed link holds: the id of a row, and a secret of 32 random bytes. The row has the secret's hash, which
/// opens nothing.
/// </summary>
internal sealed record IdentifiedSecret(Guid Id, byte[] Secret)
{
    public const int TextLength = IdLength + 1 + SecretLength;
    public const int HashBytes = SHA256.HashSizeInBytes;

    private const int SecretBytes = 32;
    private const int IdLength = 32;
    private const int SecretLength = 43;        // 32 bytes in base64url

    public string Text => $"{Id:N}.{Base64Url.EncodeToString(Secret)}";

    public byte[] Hash => SHA256.HashData(Secret);

    public static IdentifiedSecret New() => Of(Guid.CreateVersion7());

    /// <summary>A new secret for a row that there is.</summary>
    public static IdentifiedSecret Of(Guid id) => new(id, RandomNumberGenerator.GetBytes(SecretBytes));

    public bool IsOf(byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash, hash);

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out IdentifiedSecret? secret)
    {
        secret = null;
        if (text is not { Length: TextLength } || text[IdLength] != '.') return false;
        if (!Guid.TryParseExact(text.AsSpan(0, IdLength), "N", out var id)) return false;

        var bytes = new byte[SecretBytes];
        var status = Base64Url.DecodeFromChars(text.AsSpan(IdLength + 1), bytes, out _, out var written);
        if (status != OperationStatus.Done || written != SecretBytes) return false;
        secret = new(id, bytes);
        return true;
    }

    /// <summary>Never the secret, so that it cannot slip into a log.</summary>
    public override string ToString() => $"{Id:N}.…";
}
