using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace IntegratedCare.Identity.Sessions;

/// <summary>What the browser's cookie holds: the session's id, and the secret that only the browser has.</summary>
internal sealed record SessionKey(SessionId Id, byte[] Secret)
{
    private const int SecretBytes = 32;
    private const int IdLength = 32;
    private const int SecretLength = 43;        // 32 bytes in base64url

    public string Text => $"{Id.Value:N}.{Base64Url.EncodeToString(Secret)}";

    public byte[] SecretHash => SHA256.HashData(Secret);

    public static SessionKey New() => new(SessionId.New(), RandomNumberGenerator.GetBytes(SecretBytes));

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SessionKey? key)
    {
        key = null;
        if (text is not { Length: IdLength + 1 + SecretLength } || text[IdLength] != '.') return false;
        if (!Guid.TryParseExact(text.AsSpan(0, IdLength), "N", out var id)) return false;

        var secret = new byte[SecretBytes];
        var status = Base64Url.DecodeFromChars(text.AsSpan(IdLength + 1), secret, out _, out var written);
        if (status != OperationStatus.Done || written != SecretBytes) return false;
        key = new(new(id), secret);
        return true;
    }

    /// <summary>Never the secret, so that it cannot slip into a log.</summary>
    public override string ToString() => $"session {Id.Value:N}";
}
