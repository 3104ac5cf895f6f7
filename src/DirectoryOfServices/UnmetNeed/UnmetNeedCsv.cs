using System.Globalization;
using System.Text;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>The words of the report as a table for a spreadsheet (RFC 4180), in which no text can act as a formula.</summary>
internal sealed class UnmetNeedCsv(UnmetNeedReport report) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var text = new StringBuilder();
        Line(text, "from", "to", "words", "searches", "neighbourhoods", "nearest");
        foreach (var words in report.Words)
        {
            Line(text,
                Day(report.From), Day(report.To), words.Words, Number(words.Searches),
                string.Join("; ", words.Neighbourhoods.Select(n => $"{n.Code} {Number(n.Searches)}")),
                string.Join("; ", words.Nearest.Select(n => n.Name)));
        }

        Line(text, Day(report.From), Day(report.To), "(words not shown)", Number(report.NotShown), "", "");
        Line(text, Day(report.From), Day(report.To), "(without words)", Number(report.WithoutWords), "", "");
        httpContext.Response.ContentType = "text/csv; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = "attachment; filename=\"unmet-need.csv\"";
        await httpContext.Response.WriteAsync(text.ToString(), httpContext.RequestAborted);
    }

    private static string Cell(string value)
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

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
