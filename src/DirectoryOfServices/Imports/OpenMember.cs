using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Sites;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Members of other people's Open Referral, as feeds really give them: absent, null, numbers as text, HTML in descriptions.</summary>
internal static partial class OpenMember
{
    private const int LengthMax = 100_000;    // far more than any member keeps, and little enough to look for tags in

    public static string? Text(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String when Plain(value.GetString()!) is { Length: > 0 } text => text,
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    /// <summary>The parts of a list; none where it is absent or no list.</summary>
    public static IEnumerable<JsonElement> Parts(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.Object)
            : [];

    public static JsonElement? Part(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : null;

    public static int? Whole(this JsonElement record, string name) =>
        decimal.TryParse(record.Text(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1_000
            ? (int)number
            : null;

    public static double? Real(this JsonElement record, string name) =>
        double.TryParse(record.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static DateOnly? Date(this JsonElement record, string name) => record.Text(name) is { Length: >= 10 } text
        && DateOnly.TryParseExact(text[..10], "yyyy'-'MM'-'dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    /// <summary>What London's clocks show, whatever offset is written after it.</summary>
    public static TimeOnly? Time(this JsonElement record, string name) => record.Text(name) is { } text && ClockTime().Match(text) is { Success: true } clock
        && TimeOnly.TryParseExact(clock.Value.PadLeft(5, '0'), "HH':'mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;

    /// <summary>The first number under which somebody answers, in the form that the directory prints.</summary>
    public static string? Telephone(this JsonElement record) => record.Parts("phones").Select(phone => phone.Text("number"))
        .Append(record.Text("phone")).OfType<string>().FirstOrDefault(number => new TelephoneAttribute().IsValid(number));

    /// <summary>An address of the web, http:// or https://; null where it is none.</summary>
    public static string? Web(this JsonElement record, string name) => record.Text(name) is not { } text ? null
        : Address(text) ?? Address($"https://{text}");

    public static string? Email(this JsonElement record, string name) =>
        record.Text(name) is { Length: <= ServiceMapping.EmailLengthMax } text && new EmailAddressAttribute().IsValid(text) ? text : null;

    /// <summary>Text that fits; a longer one ends with the last whole word that does.</summary>
    public static string? Fit(this string? text, int lengthMax)
    {
        if (text is null || text.Length <= lengthMax) return text;
        var end = text.LastIndexOf(' ', lengthMax - 2);
        return $"{text.Cut(end > lengthMax / 2 ? end : lengthMax - 1)}…";
    }

    /// <summary>The beginning of a text; no character that takes two units is cut in half, for no database could hold that.</summary>
    public static string Cut(this string text, int lengthMax) =>
        text.Length <= lengthMax ? text : text[..(char.IsHighSurrogate(text[lengthMax - 1]) ? lengthMax - 1 : lengthMax)];

    // Tags go, paragraphs and line breaks become lines, entities what they stand for.
    private static string Plain(string text)
    {
        text = text.Cut(LengthMax);
        var lines = text.AsSpan().IndexOfAny('<', '&') < 0 ? text : WebUtility.HtmlDecode(Tags().Replace(LineEnds().Replace(text, "\n"), string.Empty));
        return string.Join('\n', lines.Replace("\0", "", StringComparison.Ordinal).Split('\n')
            .Select(line => Spaces().Replace(line, " ").Trim()).Where(line => line.Length > 0));
    }

    private static string? Address(string text) => new WebAddressAttribute().IsValid(text) && text.Contains('.', StringComparison.Ordinal) ? text : null;

    [GeneratedRegex(@"<(script|style)\b.*?(?:</\1\s*>|\z)|<[a-zA-Z/!][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"<(br|/p|/li|/div|/tr|/td|/th|/h[1-6])\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"[ \t\r\u00A0]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\A\d{1,2}:\d{2}")]
    private static partial Regex ClockTime();
}
