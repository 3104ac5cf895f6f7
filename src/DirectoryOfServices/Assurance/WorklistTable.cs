using System.Globalization;
using System.Text;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Exports;

namespace IntegratedCare.DirectoryOfServices.Assurance;

/// <summary>The whole worklist as a table for a spreadsheet (RFC 4180), in which no text can act as a formula.</summary>
/// <param name="Entries">The rows.</param>
/// <param name="Complete">False: there are more than a table holds, and its last line says so.</param>
internal sealed record WorklistTable(IReadOnlyList<StalenessView> Entries, bool Complete) : IResult
{
    /// <summary>More than anybody works through; the worst are there.</summary>
    public const int RowsMax = 10_000;

    public static bool IsAskedFor(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/csv; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = "attachment; filename=\"assurance.csv\"";
        return httpContext.Response.WriteAsync(Text(), httpContext.RequestAborted);
    }

    private string Text()
    {
        var text = new StringBuilder();
        Line(text, "serviceId", "name", "category", "provider", "score", "because", "assuredOn", "assuredBy", "isSelfAssured", "dueOn", "why");
        foreach (var entry in Entries)
        {
            Line(text,
                entry.ServiceId.ToString(), entry.Name, entry.Category.Word(), entry.Provider.Name,
                entry.Score.ToString(CultureInfo.InvariantCulture), entry.Because?.Word() ?? "", Day(entry.AssuredOn), entry.AssuredBy ?? "",
                entry.IsSelfAssured ? "true" : "false", Day(entry.DueOn),
                string.Join(' ', entry.Parts.Where(part => part.Points > 0).Select(part => part.Explanation)));
        }

        if (!Complete) Line(text, "(not complete)");
        return text.ToString();
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static void Line(StringBuilder text, params string[] cells) => text.Append(CsvText.Line(cells));
}
