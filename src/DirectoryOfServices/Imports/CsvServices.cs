using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.Exports;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>The rows of a CSV file in the table of <see cref="ServiceTable"/>, with all of its columns or some, in any order.</summary>
internal static class CsvServices
{
    public static async IAsyncEnumerable<IncomingRow> ReadAsync(
        Stream file, ServiceReferences known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var reader = new CsvReader(text);
        var heading = await reader.ReadAsync(cancellationToken) ?? throw new DomainException(ImportErrors.FileEmpty);
        var columns = ColumnsOf(heading);
        for (var number = 1; await reader.ReadAsync(cancellationToken) is { } row; number++)
            yield return Read(number, row, columns, known);
    }

    private static string[] ColumnsOf(CsvRow heading)
    {
        string[] columns = [.. heading.Cells.Select(cell => cell.Trim().ToLowerInvariant())];
        if (columns.FirstOrDefault(column => column is not (ServiceTable.IdColumn or ServiceTable.ExternalIdColumn)
            && ServiceTable.Columns.All(known => known.Name != column)) is { } unknown)
            throw new DomainException(ImportErrors.ColumnUnknown, $"Column {unknown.Cut(60)}.");
        if (columns.Distinct().Count() < columns.Length) throw new DomainException(ImportErrors.ColumnTwice);
        return columns.Contains(ServiceTable.IdColumn) || columns.Contains(ServiceTable.ExternalIdColumn)
            ? columns
            : throw new DomainException(ImportErrors.ColumnMissing);
    }

    private static IncomingRow Read(int number, CsvRow row, string[] columns, ServiceReferences known)
    {
        var findings = new List<RowFinding>();
        if (row.HasStrayQuotes) findings.Add(Finding(null, RowErrors.StrayQuotes));
        if (row.Cells.Count != columns.Length) findings.Add(Finding(null, RowErrors.CellsMismatch));
        var cells = columns.Zip(row.Cells, (name, cell) => (name, Cell: ListText.Trim(CsvText.Unguard(cell)))).ToDictionary(c => c.name, c => c.Cell);

        var externalId = cells.GetValueOrDefault(ServiceTable.ExternalIdColumn) is { Length: > 0 } external ? external : null;
        Guid? id = null;
        if (cells.GetValueOrDefault(ServiceTable.IdColumn) is { Length: > 0 } own)
        {
            if (Guid.TryParse(own, out var read)) id = read;
            else findings.Add(Finding(ServiceTable.IdColumn, RowErrors.KeyUnreadable));
        }

        if (externalId?.Length > ImportMapping.ExternalIdLengthMax)
        {
            findings.Add(Finding(ServiceTable.ExternalIdColumn, RowErrors.KeyUnreadable));
            externalId = null;
        }

        // A row that lost its place in the table says nothing that could be trusted.
        var members = findings.Any(f => f.Column is null) ? [] : Members(cells, known, findings);
        return new(number, id, externalId, members, findings) { Size = row.Cells.Sum(cell => cell.Length) };
    }

    private static Dictionary<string, JsonNode?> Members(
        Dictionary<string, string> cells, ServiceReferences known, List<RowFinding> findings)
    {
        var members = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var column in ServiceTable.Columns)
        {
            if (!cells.TryGetValue(column.Name, out var cell)) continue;
            if (members.GetValueOrDefault(column.Member) is not null) continue;    // the id has been given, the name is for the reader
            members[column.Member] = cell.Length == 0 ? null : Member(column, cell, known, findings);
        }

        return members;
    }

    private static JsonNode? Member(ServiceColumn column, string cell, ServiceReferences known, List<RowFinding> findings)
    {
        try
        {
            return cell.Contains('\0', StringComparison.Ordinal)
                ? throw new UnreadableCellException("It must not contain U+0000.")
                : column.Read(cell, known);
        }
        catch (UnreadableCellException e)
        {
            findings.Add(new(column.Name, RowErrors.CellUnreadable.Code, e.Message));
            return null;
        }
    }

    private static RowFinding Finding(string? column, DomainError error) => new(column, error.Code, error.Title);
}
