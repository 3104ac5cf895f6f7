using System.Text;

namespace IntegratedCare.PlaceLoader.Tables;

/// <summary>Reads one table of a place: a header, then rows that each know their line.</summary>
internal static class CsvTable
{
    public const int RowsMax = 100_000;

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Rows of the file, in order; empty when the file cannot be read, with the reason among the findings.</summary>
    public static IReadOnlyList<T> Read<T>(string folder, string file, TableColumns columns, Findings findings, Func<CsvRow, T> read)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            if (!columns.MayBeMissing) findings.Unread(new(file, 1), "the file is missing");
            return [];
        }
        try
        {
            using var reader = new StreamReader(path, StrictUtf8);
            return Rows(reader, file, columns, findings, read);
        }
        catch (DecoderFallbackException)
        {
            findings.Unread(new(file, 1), "the file is not UTF-8 text");
        }
        catch (CsvException e)
        {
            findings.Unread(new(file, e.Line), "a quotation mark is out of place");
        }
        return [];
    }

    private static List<T> Rows<T>(
        StreamReader reader, string file, TableColumns columns, Findings findings, Func<CsvRow, T> read)
    {
        var rows = new List<T>();
        IReadOnlyList<string>? header = null;
        foreach (var line in CsvText.Rows(reader))
        {
            var row = new RowReference(file, line.Number);
            if (header is null)
            {
                header = line.Cells;
                if (!IsRight(header, row, columns, findings)) return rows;
            }
            else if (rows.Count == RowsMax)
            {
                findings.Error(row, $"a table holds at most {RowsMax} rows");
                return rows;
            }
            else if (line.Cells.Count != header.Count)
            {
                findings.Error(row, $"the row has {line.Cells.Count} cells and the header {header.Count}");
            }
            else
            {
                rows.Add(read(new CsvRow(row, header, columns.Optional, line.Cells, findings)));
            }
        }
        if (header is null) findings.Unread(new(file, 1), "the file is empty");
        return rows;
    }

    private static bool IsRight(
        IReadOnlyList<string> header, RowReference row, TableColumns columns, Findings findings)
    {
        var missing = columns.Required.Except(header).Select(column => $"the column '{column}' is missing");
        var unknown = header.Except(columns.Required).Except(columns.Optional).Select(column => $"the column '{column}' is not known");
        var repeated = header.GroupBy(column => column).Where(group => group.Count() > 1)
            .Select(group => $"the column '{group.Key}' stands twice");

        string[] wrong = [.. missing, .. unknown, .. repeated];
        foreach (var reason in wrong) findings.Unread(row, reason);
        return wrong.Length == 0;
    }
}
