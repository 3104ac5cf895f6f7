using System.Globalization;
using System.Text;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Measures.Values;

/// <summary>What is wrong with a row: where it begins, in which column if in one, and why.</summary>
public sealed record RowError(int Line, string? Column, string Reason);

/// <summary>One value as a row tells it.</summary>
internal readonly record struct ValueRow(int Line, ValueKey Key, Figures Figures);

/// <summary>A table of values of one measure, read row by row.</summary>
/// <remarks>
/// Headings in any order: <c>period</c>, and <c>value</c> or for a share <c>numerator</c> and <c>denominator</c>; perhaps <c>service</c> (its id) or
/// <c>neighbourhood</c> (its code), or <c>dimension</c> and <c>category</c>.
/// </remarks>
internal sealed class ValueTable(Measure measure, IReadOnlySet<Guid> services, DateOnly today)
{
    public const int RowsMax = 20_000;
    private const int CellLengthMax = 200;
    private static readonly string[] Headings = ["period", "value", "numerator", "denominator", "service", "neighbourhood", "dimension", "category"];

    private readonly List<ValueRow> rows = [];
    private readonly List<RowError> errors = [];
    private readonly Dictionary<ValueKey, int> lines = [];

    public IReadOnlyList<ValueRow> Rows => rows;
    public IReadOnlyList<RowError> Errors => errors;
    public int RowsSeen { get; private set; }

    /// <summary>Reads the whole; what is wrong with single rows stands in <see cref="Errors"/>.</summary>
    public void Read(byte[] file)
    {
        using var lines = CsvLines.Of(file).GetEnumerator();
        if (!lines.MoveNext()) throw new DomainException(ValueErrors.TableUnreadable, "The table is empty.");
        var columns = ColumnsOf(lines.Current.Cells);
        while (lines.MoveNext())
        {
            if (++RowsSeen > RowsMax) throw new DomainException(ValueErrors.TableTooLong);
            Take(lines.Current, columns);
        }

        if (RowsSeen == 0) throw new DomainException(ValueErrors.TableUnreadable, "The table has no rows.");
    }

    private static Dictionary<string, int> ColumnsOf(IReadOnlyList<string> cells)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (at, cell) in cells.Index())
        {
            if (!Headings.Contains(cell) || !columns.TryAdd(cell, at))
                throw new DomainException(ValueErrors.TableUnreadable, $"The headings are some of: {string.Join(", ", Headings)}; each once.");
        }

        return columns.ContainsKey("period") ? columns : throw new DomainException(ValueErrors.TableUnreadable, "There is no column period.");
    }

    private void Take(CsvLine line, Dictionary<string, int> columns)
    {
        var before = errors.Count;
        if (line.Cells.Count != columns.Count) Wrong(line, null, $"has {line.Cells.Count} cells, not {columns.Count}");
        else if (line.Cells.Any(cell => cell.Length > CellLengthMax)) Wrong(line, null, $"a cell is longer than {CellLengthMax} characters");
        if (errors.Count > before) return;

        string? Cell(string column) => columns.TryGetValue(column, out var at) && line.Cells[at].Length > 0 ? line.Cells[at] : null;
        var key = KeyOf(line, Cell);
        var figures = FiguresOf(line, Cell);
        if (errors.Count > before || key is not { } means || figures is not { } numbers) return;
        if (lines.TryGetValue(means, out var earlier)) Wrong(line, null, $"says again what line {earlier} says");
        else
        {
            lines.Add(means, line.Number);
            rows.Add(new(line.Number, means, numbers));
        }
    }

    private ValueKey? KeyOf(CsvLine line, Func<string, string?> cell)
    {
        if (measure.Period.Read(cell("period") ?? "") is not { } period || period < MeasureCalendar.FirstDay || period > today)
            return Wrong(line, "period", measure.Period == MeasurePeriod.Month
                ? "is not a month such as 2026-03, from 2000 on, that has begun" : "is not the Monday of a week, from 2000 on, that has begun");

        var (service, neighbourhood, dimension, category) = (cell("service"), cell("neighbourhood"), cell("dimension"), cell("category"));
        if ((dimension is null) != (category is null)) return Wrong(line, "category", "stands with a dimension, and a dimension with it");
        if (new[] { service, neighbourhood, dimension }.Count(each => each is not null) > 1)
            return Wrong(line, null, "is about a service, a neighbourhood or a dimension, only one of them");
        if (service is not null)
        {
            return Guid.TryParseExact(service, "D", out var id) && services.Contains(id)
                ? new(period, MeasureScope.Service, id.ToString(), null, "") : Wrong(line, "service", "is not the id of a service of the directory");
        }

        if (neighbourhood is not null)
        {
            return Versions.IsCode(neighbourhood)
                ? new(period, MeasureScope.Neighbourhood, neighbourhood, null, "") : Wrong(line, "neighbourhood", "is not the code of a neighbourhood");
        }

        if (dimension is null) return ValueKey.OfPlace(period);
        var known = Enum.GetValues<EqualityDimension>();
        var at = Array.FindIndex(known, each => Words.Of(each) == dimension);
        if (at < 0) return Wrong(line, "dimension", $"is none of {string.Join(", ", known.Select(Words.Of))}");
        return category!.Length <= MeasureValue.CategoryLengthMax
            ? new(period, MeasureScope.Place, "", known[at], category) : Wrong(line, "category", $"is longer than {MeasureValue.CategoryLengthMax} characters");
    }

    private Figures? FiguresOf(CsvLine line, Func<string, string?> cell)
    {
        double? value = null;
        if (cell("value") is { } text)
        {
            if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                Wrong(line, "value", "is not a number such as 12.5");
                return null;
            }

            value = number;
        }

        if (!Count(line, "numerator", cell, out var numerator) | !Count(line, "denominator", cell, out var denominator)) return null;
        if (cell("dimension") is not null && denominator is null)
        {
            Wrong(line, "denominator", "is missing: of how many people small numbers are is what they are guarded by");
            return null;
        }

        if (Figures.Of(measure, value, numerator, denominator) is { } figures) return figures;
        Wrong(line, null, measure.Unit == MeasureUnit.Percent
            ? "needs a numerator, and a denominator that is above nought and no less; the share itself is worked out"
            : $"needs a value that can be one of {Words.Of(measure.Unit)}, and no numerator");
        return null;
    }

    private bool Count(CsvLine line, string column, Func<string, string?> cell, out long? count)
    {
        count = null;
        if (cell(column) is not { } text) return true;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Figures.CountMax)
        {
            count = number;
            return true;
        }

        Wrong(line, column, "is not a whole number");
        return false;
    }

    private ValueKey? Wrong(CsvLine line, string? column, string reason)
    {
        errors.Add(new(line.Number, column, reason));
        return null;
    }
}

/// <summary>A row's cells, trimmed, and the line it starts on.</summary>
internal readonly record struct CsvLine(int Number, IReadOnlyList<string> Cells);

/// <summary>Comma-separated text as RFC 4180 has it, in UTF-8, with or without a byte order mark; blank lines are none.</summary>
internal static class CsvLines
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IEnumerable<CsvLine> Of(byte[] file)
    {
        string text;
        try
        {
            text = Strict.GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new DomainException(ValueErrors.TableUnreadable, "It is not UTF-8.");
        }

        if (text.Contains('\0', StringComparison.Ordinal)) throw new DomainException(ValueErrors.TableUnreadable, "It holds U+0000.");
        return Lines(text);
    }

    private static IEnumerable<CsvLine> Lines(string text)
    {
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var (start, cells) = (line, new List<string>());
            do cells.Add(Cell(text, ref at, ref line)); while (Skip(text, ref at, ','));
            if (at < text.Length && !Skip(text, ref at, '\r') && text[at] != '\n') throw Misplaced(line);
            if (at < text.Length && !Skip(text, ref at, '\n')) throw Misplaced(line);
            line++;
            if (cells is not [""]) yield return new(start, cells);
        }
    }

    private static string Cell(string text, ref int at, ref int line)
    {
        while (Skip(text, ref at, ' ')) { }
        var from = at;
        if (!Skip(text, ref at, '"'))
        {
            while (at < text.Length && text[at] is not (',' or '\r' or '\n' or '"')) at++;
            return text[from..at].Trim();
        }

        var (cell, opened) = (new StringBuilder(), line);
        while (true)
        {
            if (at >= text.Length) throw Misplaced(opened);
            var letter = text[at++];
            if (letter == '\n') line++;
            if (letter != '"') cell.Append(letter);
            else if (Skip(text, ref at, '"')) cell.Append('"');
            else break;
        }

        while (Skip(text, ref at, ' ')) { }
        return cell.ToString().Trim();
    }

    private static bool Skip(string text, ref int at, char wanted)
    {
        if (at >= text.Length || text[at] != wanted) return false;
        at++;
        return true;
    }

    private static DomainException Misplaced(int line) =>
        new(ValueErrors.TableUnreadable, $"Line {line}: a quotation mark is out of place.");
}
