using System.Text;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>One row of a CSV file; a problem where its quotes contradict themselves, which leaves the rows after it as they are.</summary>
internal sealed record CsvRow(IReadOnlyList<string> Cells, bool HasStrayQuotes);

/// <summary>Reads CSV (RFC 4180) row by row: quoted cells with quotes and line ends in them, CR LF or LF, a byte order mark or none.</summary>
internal sealed class CsvReader(TextReader text)
{
    public const int CellsMax = 200;
    public const int CellLengthMax = 100_000;

    private readonly char[] buffer = new char[32 * 1024];
    private readonly StringBuilder cell = new();
    private int length;
    private int next;

    /// <summary>The next row that is not empty; null at the end.</summary>
    public async ValueTask<CsvRow?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await ReadRowAsync(cancellationToken);
            if (row is null || row.Cells.Any(one => one.Length > 0)) return row;
        }
    }

    private async ValueTask<CsvRow?> ReadRowAsync(CancellationToken cancellationToken)
    {
        var (cells, stray) = (new List<string>(), false);
        if (await PeekAsync(cancellationToken) < 0) return null;
        while (true)
        {
            if (await PeekAsync(cancellationToken) == '"')
            {
                next++;
                await ReadQuotedAsync(cancellationToken);
                stray |= await ReadPlainAsync(cancellationToken) > 0;
            }
            else
            {
                await ReadPlainAsync(cancellationToken);
            }

            cells.Add(cell.ToString());
            cell.Clear();
            if (cells.Count > CellsMax) throw new DomainException(ImportErrors.FileUnreadable, $"A row has more than {CellsMax} cells.");
            var end = await PeekAsync(cancellationToken);
            if (end >= 0) next++;
            if (end == ',') continue;
            if (end == '\r' && await PeekAsync(cancellationToken) == '\n') next++;
            return new(cells, stray);
        }
    }

    // Up to the quote that ends the cell; two quotes are one of the text.
    private async ValueTask ReadQuotedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var one = await PeekAsync(cancellationToken);
            if (one < 0) throw new DomainException(ImportErrors.FileUnreadable, "A quoted cell never ends.");
            next++;
            if (one == '"')
            {
                if (await PeekAsync(cancellationToken) != '"') return;
                next++;
            }

            Append((char)one);
        }
    }

    private async ValueTask<int> ReadPlainAsync(CancellationToken cancellationToken)
    {
        for (var read = 0; ; read++)
        {
            if (await PeekAsync(cancellationToken) is < 0 or ',' or '\r' or '\n') return read;
            Append(buffer[next++]);
        }
    }

    private void Append(char one)
    {
        if (cell.Length >= CellLengthMax) throw new DomainException(ImportErrors.FileUnreadable, $"A cell is longer than {CellLengthMax} characters.");
        cell.Append(one);
    }

    private ValueTask<int> PeekAsync(CancellationToken cancellationToken) =>
        next < length ? ValueTask.FromResult<int>(buffer[next]) : FillAsync(cancellationToken);

    private async ValueTask<int> FillAsync(CancellationToken cancellationToken)
    {
        (next, length) = (0, await text.ReadAsync(buffer, cancellationToken));
        return length == 0 ? -1 : buffer[0];
    }
}
