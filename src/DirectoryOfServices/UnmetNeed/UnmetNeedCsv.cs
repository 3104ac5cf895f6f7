using System.Globalization;
using System.Text;
using IntegratedCare.DirectoryOfServices.Exports;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>The words of the report as a table for a spreadsheet (RFC 4180), in which no text can act as a formula.</summary>
internal sealed class UnmetNeedCsv(UnmetNeedReport report) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var text = new StringBuilder();
        text.Append(CsvText.Line(["from", "to", "words", "searches", "neighbourhoods", "nearest"]));
        foreach (var words in report.Words)
        {
            text.Append(CsvText.Line([
                Day(report.From), Day(report.To), words.Words, Number(words.Searches),
                string.Join("; ", words.Neighbourhoods.Select(n => $"{n.Code} {Number(n.Searches)}")),
                string.Join("; ", words.Nearest.Select(n => n.Name)),
            ]));
        }

        text.Append(CsvText.Line([Day(report.From), Day(report.To), "(words not shown)", Number(report.NotShown), "", ""]));
        text.Append(CsvText.Line([Day(report.From), Day(report.To), "(without words)", Number(report.WithoutWords), "", ""]));
        httpContext.Response.ContentType = "text/csv; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = "attachment; filename=\"unmet-need.csv\"";
        await httpContext.Response.WriteAsync(text.ToString(), httpContext.RequestAborted);
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
