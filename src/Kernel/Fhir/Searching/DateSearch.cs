using System.Globalization;
using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Kernel.Fhir.Searching;

/// <summary>A date of a search: a span of time as exact as it was written, and how a record's time must lie to it.</summary>
/// <remarks>Without an offset the clock is London's. hl7.org/fhir/R4/search.html#date.</remarks>
public sealed partial record DateSearch(string Prefix, DateTimeOffset From, DateTimeOffset Until)
{
    private static readonly TimeSpan Approximately = TimeSpan.FromDays(1);

    /// <summary>Reads a value of a date parameter.</summary>
    public static DateSearch Read(string value)
    {
        var match = Form().Match(value);
        if (!match.Success) throw Unreadable();

        try
        {
            var prefix = match.Groups["prefix"].Value;
            var (from, until) = Span(match);
            return new(prefix.Length == 0 ? "eq" : prefix, from, until);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw Unreadable();     // the 31st of April
        }
    }

    /// <summary>SQL: the column's time lies so.</summary>
    public FormattableString Condition(FormattableString column) => Prefix switch
    {
        "eq" => $"({column} >= {From} and {column} < {Until})",
        "ne" => $"({column} < {From} or {column} >= {Until})",
        "gt" or "sa" => $"{column} >= {Until}",
        "ge" => $"{column} >= {From}",
        "lt" or "eb" => $"{column} < {From}",
        "le" => $"{column} < {Until}",
        _ => $"({column} >= {From - Approximately} and {column} < {Until + Approximately})",
    };

    private static (DateTimeOffset From, DateTimeOffset Until) Span(Match match)
    {
        var year = Number(match, "year");
        var (month, day) = (Number(match, "month"), Number(match, "day"));
        if (month == 0) return (Start(new(year, 1, 1)), Start(new(year + 1, 1, 1)));
        if (day == 0) return (Start(new(year, month, 1)), Start(new DateOnly(year, month, 1).AddMonths(1)));

        var date = new DateOnly(year, month, day);
        if (!match.Groups["hour"].Success) return (Start(date), Start(date.AddDays(1)));

        var fraction = match.Groups["fraction"].Value;
        var clock = date.ToDateTime(new TimeOnly(Number(match, "hour"), Number(match, "minute"), Number(match, "second")))
            .AddTicks(fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(7, '0')[..7], CultureInfo.InvariantCulture));
        var from = At(clock, match.Groups["offset"].Value);
        return (from, from + (fraction.Length > 0 ? TimeSpan.FromMilliseconds(1)
            : match.Groups["second"].Success ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1)));
    }

    private static DateTimeOffset At(DateTime clock, string offset) => offset switch
    {
        "" => LondonTime.ToInstant(clock) ?? throw new ArgumentException("London's clocks leave this time out."),
        "Z" => new(clock, TimeSpan.Zero),
        _ => new DateTimeOffset(clock, TimeSpan.Parse(offset.TrimStart('+', ' '), CultureInfo.InvariantCulture)).ToUniversalTime(),
    };

    private static DateTimeOffset Start(DateOnly date) => LondonTime.StartOf(date);

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    private static Errors.DomainException Unreadable() =>
        FhirErrors.Invalid("A date is YYYY, YYYY-MM, YYYY-MM-DD or a time with its offset, after eq, ne, gt, ge, lt, le, sa, eb or ap.");

    // A plus sign that was not escaped has become a space on the way.
    [GeneratedRegex(@"\A(?<prefix>eq|ne|gt|ge|lt|le|sa|eb|ap|)(?<year>(?:19|20|21)[0-9]{2})(?:-(?<month>0[1-9]|1[0-2])(?:-(?<day>[0-3][0-9])"
        + @"(?:T(?<hour>[01][0-9]|2[0-3]):(?<minute>[0-5][0-9])(?::(?<second>[0-5][0-9])(?:\.(?<fraction>[0-9]{1,9}))?)?"
        + @"(?<offset>Z|[-+ ](?:0[0-9]|1[0-3]):[0-5][0-9]|))?)?)?\z")]
    private static partial Regex Form();
}
