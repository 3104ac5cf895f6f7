using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Imports;
using IntegratedCare.DirectoryOfServices.OpenReferral;
using IntegratedCare.DirectoryOfServices.OpenReferral.Records;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.DirectoryOfServices.Exports;

/// <summary>A form in which services leave the directory: what stands before them, between them and after them.</summary>
internal sealed record ExportForm(
    string MediaType, string Extension, string Start, string Between, string End, Func<CareService, Surroundings, string> Write)
{
    private static readonly ExportForm Csv = new(
        "text/csv", "csv", CsvText.Line(ServiceTable.Headings), string.Empty, string.Empty,
        (service, _) => CsvText.Line(ServiceTable.Row(ExportedService.Of(service))));

    private static readonly ExportForm Json = new("application/json", "json", "[\n", ",\n", "\n]\n", OpenReferral);

    private static readonly ExportForm Lines = new("application/x-ndjson", "ndjson", string.Empty, string.Empty, string.Empty, (service, around) => $"{OpenReferral(service, around)}\n");

    public string ContentType => $"{MediaType}; charset=utf-8";

    /// <summary>The form that the caller likes best; CSV where they like anything.</summary>
    public static ExportForm AskedFor(StringValues accept)
    {
        if (accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(accept, out var types)) return Csv;
        foreach (var type in types.OrderByDescending(type => type.Quality ?? 1))
        {
            if (type.MatchesAllTypes) return Csv;
            foreach (var form in new[] { Csv, Json, Lines })
            {
                if (type.MediaType.Equals(form.MediaType, StringComparison.OrdinalIgnoreCase)) return form;
            }
        }

        throw new BadHttpRequestException("Ask for text/csv, application/json or application/x-ndjson.", StatusCodes.Status406NotAcceptable);
    }

    // What the standard can say for other programs, and beside it the whole record for ours.
    private static string OpenReferral(CareService service, Surroundings around)
    {
        var record = JsonNode.Parse(ServiceRecord.Of(service).ToJson())!.AsObject();
        record["status"] = service.Status.Word();
        record.Remove("mergedInto");
        var open = RecordJson.Node(OpenService.Full(service, service.ChangedAt, around))!.AsObject();
        open[OpenReferralRows.RecordMember] = record;
        return open.ToJsonString();
    }
}
