using System.Buffers;
using System.Text.Json;
using IntegratedCare.Kernel.Audit.Fhir;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Kernel.Audit;

/// <summary>Which part of the audit is taken out.</summary>
public sealed record ExportAccessRequest : AccessFilter;

/// <summary>Gives a part of the audit as FHIR R4 AuditEvents, one on a line, oldest first.</summary>
/// <remarks>
/// The answer is written while it is read, so its size is bounded by time only. An answer that breaks off is cut off on the wire: a whole one ends
/// its chunks properly, and nobody can take a part for the whole.
/// </remarks>
internal static class ExportAccess
{
    public const string ContentType = "application/fhir+ndjson";

    public static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(10);

    private const int LinesPerFlush = 200;

    public static async Task Handle(
        ExportAccessRequest request, Caller caller, Purpose purpose, KernelDb db, PersonalDataCipher cipher, ServiceName service,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var person = request.PersonAskedFor(cipher);
        db.RecordAccess(caller, purpose, "audit.export", "audit", service.Value, person);
        await db.SaveChangesAsync(cancellationToken);

        response.ContentType = ContentType;
        var records = request.Narrow(db.Set<AccessRecord>().AsNoTracking(), person)
            .OrderBy(r => r.At).ThenBy(r => r.Id).AsAsyncEnumerable().WithCancellation(cancellationToken);
        await using var json = new Utf8JsonWriter(response.BodyWriter, new() { SkipValidation = false });
        var lines = 0;
        await foreach (var record in records)
        {
            AuditEventWriter.Write(json, record, service.Value);
            json.Flush();
            json.Reset();
            response.BodyWriter.Write("\n"u8);
            if (++lines % LinesPerFlush == 0) await response.BodyWriter.FlushAsync(cancellationToken);
        }

        await response.BodyWriter.FlushAsync(cancellationToken);
    }
}
