using System.Text;
using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.DirectoryOfServices.Exports;

/// <summary>A form in which services leave the directory.</summary>
internal sealed record ExportForm(
    string ContentType, string Extension, string Start, Func<CareService, bool, ReadOnlyMemory<byte>> Write, string End)
{
    private static readonly ExportForm Csv = new(
        "text/csv; charset=utf-8", "csv", CsvText.Line(ServiceTable.Headings),
        (service, _) => Encoding.UTF8.GetBytes(CsvText.Line(ServiceTable.Row(ExportedService.Of(service)))), string.Empty);

    /// <summary>The form that the caller likes best; CSV where they like anything.</summary>
    public static ExportForm AskedFor(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types)) return Csv;
        foreach (var type in types.OrderByDescending(type => type.Quality ?? 1))
        {
            if (type.MatchesAllTypes || type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)) return Csv;
        }

        throw new BadHttpRequestException("Ask for text/csv.", StatusCodes.Status406NotAcceptable);
    }
}
