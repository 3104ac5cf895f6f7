using System.Globalization;
using System.Text;

namespace IntegratedCare.Gateway.Audit;

/// <summary>The report as a table for a spreadsheet (RFC 4180), in which no text can act as a formula.</summary>
internal sealed class CsvReport(PersonReport report) : IResult
{
    private static readonly string[] Heading =
    [
        "subject", "role", "organisation", "services", "first", "last", "count", "breakGlass", "refused", "notStated",
        "bases", "purposes", "actions",
    ];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var text = new StringBuilder();
        Line(text, Heading);
        foreach (var (services, a) in report.Accessors)
        {
            Line(text,
                a.Subject, a.Role, a.Organisation ?? "", Words(services), Time(a.First), Time(a.Last), Number(a.Count), Number(a.BreakGlass),
                Number(a.Refused), Number(a.NotStated), Words(a.Bases), Words(a.Purposes), Words(a.Actions));
        }

        // A table has no place for what is missing but a line that nobody takes for a person.
        foreach (var service in report.Unreachable) Line(text, $"(service {service} did not answer)");
        if (!report.Complete) Line(text, "(not complete)");
        httpContext.Response.ContentType = "text/csv; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = "attachment; filename=\"accesses.csv\"";
        await httpContext.Response.WriteAsync(text.ToString(), httpContext.RequestAborted);
    }

    internal static string Cell(string value)
    {
        // A cell that starts so is run by spreadsheets, whatever the quotes say.
        var safe = value.Length > 0 && "=+-@\t\r\n".Contains(value[0], StringComparison.Ordinal) ? $"'{value}" : value;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static void Line(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++) text.Append(i == 0 ? "" : ",").Append(Cell(cells[i]));
        text.Append("\r\n");
    }

    private static string Words(IReadOnlyList<string> words) => string.Join(' ', words);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
