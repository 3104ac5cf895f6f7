using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Gateway.Audit;

/// <summary>How far each service's audit has been read, as one cursor. A service that did not answer stands where it stood.</summary>
internal static class PlaceCursor
{
    public const int LengthMax = 2_000;

    public static Dictionary<string, string> Parse(string? text)
    {
        if (text is null) return [];
        try
        {
            var read = JsonSerializer.Deserialize<Dictionary<string, string>>(Base64Url.DecodeFromChars(text)) ?? [];
            foreach (var cursor in read.Values) AuditCursor.Parse(cursor);
            return read;
        }
        catch (Exception e) when (e is FormatException or JsonException or ArgumentException or NullReferenceException)
        {
            throw new DomainException(AuditErrors.CursorInvalid);
        }
    }

    public static string Write(IReadOnlyDictionary<string, string> read) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(read)));
}
