using System.Text;

namespace IntegratedCare.EndToEnd.Tests.MarkedData;

/// <summary>A person who exists only in this test, and every form in which their name and number could lie somewhere.</summary>
internal static class Marks
{
    public const string FamilyName = "Quaverstonewick";
    public const string GivenName = "Ysoldinette";

    /// <summary>Of the range kept for tests, and of no other test.</summary>
    public const string NhsNumber = "9996513483";

    public const string Phone = "07700 900991";

    // What a form's text holds: all three, as somebody careless would write.
    public const string Text = $"{GivenName} {FamilyName} {NhsNumber}";

    private static readonly string[] Plain = [FamilyName, GivenName, NhsNumber, "999 651 3483", "999-651-3483", Phone];

    // The middle of a mark in base64 is the same however many bytes come before it, but for three alignments.
    private static readonly string[] Encoded =
    [
        .. Plain.SelectMany(mark => (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode],
            (mark, encoding) => encoding.GetBytes(mark)).SelectMany(bytes => (string[])[Convert.ToHexString(bytes), .. InBase64(bytes)]),
    ];

    private static readonly byte[][] Bytes =
    [
        .. Plain.SelectMany(mark => (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode], (mark, encoding) => encoding.GetBytes(mark)),
        .. Encoded.SelectMany(mark => (byte[][])[Encoding.ASCII.GetBytes(mark), Encoding.ASCII.GetBytes(mark.ToLowerInvariant())]),
    ];

    /// <summary>The mark that the text holds in any form; null where it holds none.</summary>
    public static string? In(string text) =>
        Plain.FirstOrDefault(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase))
        ?? Encoded.FirstOrDefault(mark => text.Contains(mark, IsHex(mark) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));

    /// <summary>True where the bytes hold a mark in any form.</summary>
    public static bool AreIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var mark in Bytes)
        {
            if (bytes.IndexOf(mark) >= 0) return true;
        }

        return false;
    }

    private static bool IsHex(string mark) => mark.All(char.IsAsciiHexDigit);

    private static IEnumerable<string> InBase64(byte[] mark) => Enumerable.Range(0, 3).Select(before =>
    {
        var text = Convert.ToBase64String([.. new byte[before], .. mark]).TrimEnd('=');
        var first = (before * 8 + 5) / 6;
        return text[first..^2];
    });
}
