using System.Security.Cryptography;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Measures.Feeding;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures.Values;

/// <summary>What a table would do or did. <c>Errors</c>: at most 200 of those that <c>ErrorsTotal</c> counts; with any, nothing is taken.</summary>
public sealed record ValueImportView(
    bool Committed, Guid? ImportId, int Rows, int Added, int Changed, int Unchanged, int ErrorsTotal, IReadOnlyList<RowError> Errors);

/// <summary>
/// Takes a measure's values from a table. Without <c>commit=true</c> it says what it would do; sent again it changes nothing; what changes is a
/// further version, and what the table does not name stays.
/// </summary>
internal static class ImportValues
{
    /// <summary>What any request may hold.</summary>
    public const int BytesMax = 1024 * 1024;
    private const int ErrorsMax = 200;

    public static async Task<ValueImportView> Handle(
        string code, bool? commit, HttpRequest http, Caller caller, Purpose purpose, QualityDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var asked = await db.MeasureOfAsync(code, cancellationToken);
        asked.MustBeKeptBy(caller);
        if (asked.Feed != MeasureFeed.Import) throw new DomainException(MeasureErrors.FedAutomatically);
        var file = await BodyAsync(http, cancellationToken);
        var services = (await db.CareServices.AsNoTracking().Select(s => s.Id).ToListAsync(cancellationToken)).Select(s => s.Value).ToHashSet();

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (measure, now) = (await db.HeldMeasureAsync(code, cancellationToken), time.GetUtcNow());
        var table = new ValueTable(measure, services, LondonTime.DateOf(now));
        table.Read(file);
        var standing = await db.StandingValuesOf(code).ToDictionaryAsync(v => v.Means, v => (v.Version, v.Figures), cancellationToken);
        var added = table.Rows.Count(row => !standing.ContainsKey(row.Key));
        var changes = table.Rows.Where(row => !standing.TryGetValue(row.Key, out var stands) || stands.Figures != row.Figures).ToList();
        var view = new ValueImportView(
            Committed: false, ImportId: null, table.RowsSeen, added, changes.Count - added, table.Rows.Count - changes.Count,
            table.Errors.Count, [.. table.Errors.Take(ErrorsMax)]);
        if (commit is not true) return view;
        if (table.Errors is [var first, ..])
            throw new DomainException(ValueErrors.RowsInvalid, $"{table.Errors.Count} errors, the first at line {first.Line}: {first.Column} {first.Reason}.");
        if (changes.Count == 0) return view with { Committed = true };

        var import = new ValueImport
        {
            Id = ValueImportId.New(), MeasureCode = code, FileHash = SHA256.HashData(file), Rows = view.Rows, Added = view.Added,
            Changed = view.Changed, Unchanged = view.Unchanged, BySubject = caller.Subject, ByRole = caller.Role,
            ByOrganisation = caller.OrganisationCode, At = now,
        };
        db.ValueImports.Add(import);
        db.MeasureValues.AddRange(changes.Select(row => MeasureValue.Of(
            code, row.Key, standing.TryGetValue(row.Key, out var stands) ? stands.Version : 0, row.Figures, import.Id, reason: null, caller, now)));
        db.MeasureMarks.Add(MeasureMark.OfValues(code));
        db.RecordAccess(caller, purpose, "measure.values-import", "measure", code);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return view with { Committed = true, ImportId = import.Id.Value };
    }

    private static async Task<byte[]> BodyAsync(HttpRequest http, CancellationToken cancellationToken)
    {
        if (http.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) is not true)
            throw new BadHttpRequestException("Send text/csv.", StatusCodes.Status415UnsupportedMediaType);
        using var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await http.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (file.Length + read > BytesMax) throw TooLarge();
            file.Write(buffer, 0, read);
        }

        return file.ToArray();
    }

    private static BadHttpRequestException TooLarge() => new("The table is too large.", StatusCodes.Status413PayloadTooLarge);
}
