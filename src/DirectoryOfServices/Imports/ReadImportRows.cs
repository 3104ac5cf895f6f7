using System.Text;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Exports;
using IntegratedCare.DirectoryOfServices.Search;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>An import's report, row by row: a page of it, or all of it as CSV with a line for each difference and each finding.</summary>
internal static class ReadImportRows
{
    private const int LinesPerFlush = 500;

    private static readonly string[] Headings = ["row", "key", "name", "service_id", "outcome", "column", "code", "sentence", "before", "after"];

    public static async Task<IResult> Handle(
        Guid id, [Word<RowOutcome>] string? outcome, [AsParameters] PageRequest paging, HttpContext http, Caller caller, DirectoryDb db,
        CancellationToken cancellationToken)
    {
        await db.RequireCuratorAsync(caller, cancellationToken);
        var importId = new ImportId(id);
        if (!await db.Imports.AnyAsync(i => i.Id == importId, cancellationToken)) throw new DomainException(ImportErrors.Unknown);

        var asked = ApiWord.Read<RowOutcome>(outcome);
        var rows = db.ImportRows.AsNoTracking().Where(r => r.ImportId == importId && (asked == null || r.Outcome == asked))
            .OrderBy(r => r.Number)
            .Select(r => new ImportRowView(r.Number, r.Key, r.Name, r.ServiceId, r.Outcome, r.Differences, r.Findings));
        if (!WantsCsv(http.Request)) return TypedResults.Ok(await rows.ToPageAsync(paging, cancellationToken));

        await WriteCsvAsync(rows.AsAsyncEnumerable(), http.Response, cancellationToken);
        return Results.Empty;
    }

    private static bool WantsCsv(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types)
        && types.OrderByDescending(type => type.Quality ?? 1).First().MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase);

    private static async Task WriteCsvAsync(IAsyncEnumerable<ImportRowView> rows, HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = "text/csv; charset=utf-8";
        var (lines, text) = (0, new StringBuilder(CsvText.Line(Headings)));
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            foreach (var line in LinesOf(row)) text.Append(CsvText.Line(line));
            if (++lines % LinesPerFlush != 0) continue;
            await response.WriteAsync(text.ToString(), cancellationToken);
            text.Clear();
        }

        await response.WriteAsync(text.ToString(), cancellationToken);
    }

    private static IEnumerable<string[]> LinesOf(ImportRowView row)
    {
        string[] head = [$"{row.Row}", row.Key, row.Name ?? string.Empty, $"{row.ServiceId}", row.Outcome.Word()];
        foreach (var finding in row.Findings) yield return [.. head, finding.Column ?? string.Empty, finding.Code, finding.Sentence, string.Empty, string.Empty];
        foreach (var one in row.Differences)
            yield return [.. head, one.Member, string.Empty, string.Empty, $"{one.Before}", $"{one.After}"];
        if (row.Findings.Count + row.Differences.Count == 0) yield return [.. head, .. Enumerable.Repeat(string.Empty, 5)];
    }
}
