using System.Globalization;
using System.Text.RegularExpressions;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>Reads the standard's query parameters; what cannot be read is refused by the parameter's own name.</summary>
internal static partial class OpenParameter
{
    private const int TextLengthMax = 200;

    private static readonly Dictionary<string, DayOfWeek> Days = Enum.GetValues<DayOfWeek>()
        .SelectMany(day => new[] { (Word: $"{day}", Day: day), (Word: ICalendarDay(day), Day: day) })
        .ToDictionary(pair => pair.Word, pair => pair.Day, StringComparer.OrdinalIgnoreCase);

    public static string ICalendarDay(DayOfWeek day) => $"{day}"[..2].ToUpperInvariant();

    public static string? Text(string name, string? given) =>
        given?.Length > TextLengthMax ? throw Refuse(name, $"has at most {TextLengthMax} characters") : Blank(given);

    public static int? Whole(string name, string? given, int min, int max) => Number(name, given, min, max) switch
    {
        null => null,
        { } number when number == Math.Floor(number) => (int)number,
        _ => throw Refuse(name, $"is a whole number from {min} to {max}"),
    };

    public static double? Number(string name, string? given, double min, double max)
    {
        if (Blank(given) is not { } text) return null;

        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return double.TryParse(text, plain, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Refuse(name, string.Create(CultureInfo.InvariantCulture, $"is a number from {min} to {max}"));
    }

    public static bool Flag(string name, string? given) => Blank(given) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Refuse(name, "is true or false"),
    };

    public static Guid? Id(string name, string? given) => Blank(given) switch
    {
        null => null,
        { } text when Guid.TryParseExact(text, "D", out var id) => id,
        _ => throw Refuse(name, "is a UUID"),
    };

    public static Postcode? Postcode(string name, string? given) => Blank(given) switch
    {
        null => null,
        { } text when Places.Postcode.TryParse(text, out var postcode) => postcode,
        _ => throw Refuse(name, "is a postcode such as OL1 1NL"),
    };

    public static DayOfWeek? Day(string name, string? given) => Blank(given) switch
    {
        null => null,
        { } text when Days.TryGetValue(text, out var day) => day,
        _ => throw Refuse(name, "is a day such as MO or Monday"),
    };

    /// <summary>A date and time; without an offset it is UTC, and a date alone is its first instant.</summary>
    public static DateTimeOffset? Moment(string name, string? given)
    {
        // A plus that nobody escaped arrives as a space.
        if (Blank(given)?.Replace(' ', '+') is not { } text) return null;

        return MomentForm().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUniversalTime()
            : throw Refuse(name, "is a date and time such as 2026-04-01T09:30:00Z");
    }

    /// <summary>A time of day in London; one with an offset is taken over into London's.</summary>
    public static TimeOnly? Time(string name, string? given, DateTimeOffset now)
    {
        if (Blank(given)?.Replace(' ', '+') is not { } text) return null;

        var form = TimeForm().Match(text);
        if (!form.Success || !TimeOnly.TryParse(form.Groups["time"].ValueSpan, CultureInfo.InvariantCulture, out var time))
            throw Refuse(name, "is a time of day such as 09:30");

        if (form.Groups["offset"].Value is not { Length: > 0 } offset) return time;
        var theirs = offset == "Z" ? TimeSpan.Zero : TimeSpan.Parse(offset.TrimStart('+'), CultureInfo.InvariantCulture);
        return time.Add(LondonTime.ToLondon(now).Offset - theirs);
    }

    public static DomainException Refuse(string name, string says) => new(OpenReferralErrors.ParameterInvalid, $"{name} {says}.");

    private static string? Blank(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,7})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?\z")]
    private static partial Regex MomentForm();

    [GeneratedRegex(@"\A(?<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?<offset>Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?\z")]
    private static partial Regex TimeForm();
}
