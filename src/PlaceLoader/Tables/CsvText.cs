using System.Text;

namespace IntegratedCare.PlaceLoader.Tables;

/// <summary>Comma-separated text as RFC 4180 has it: cells may be quoted, a doubled quotation mark stands for one.</summary>
internal static class CsvText
{
    /// <summary>A row's cells, trimmed, and the line it starts on.</summary>
    internal sealed record Line(int Number, IReadOnlyList<string> Cells);

    /// <summary>The rows of the text; blank lines are none.</summary>
    /// <exception cref="CsvException">A quotation mark is out of place.</exception>
    public static IEnumerable<Line> Rows(TextReader reader)
    {
        var text = new Cursor(reader);
        while (!text.AtEnd)
        {
            var line = text.Line;
            var cells = new List<string>();
            do cells.Add(Cell(text)); while (text.Skip(','));
            text.Skip('\r');
            if (!text.Skip('\n') && !text.AtEnd) throw new CsvException(text.Line);
            if (cells is not [""]) yield return new(line, cells);
        }
    }

    private static string Cell(Cursor text)
    {
        while (text.Skip(' ')) { }
        var cell = new StringBuilder();
        if (!text.Skip('"'))
        {
            while (!text.AtEnd && text.Next is not (',' or '\r' or '\n' or '"')) cell.Append(text.Take());
            return cell.ToString().Trim();
        }

        var opened = text.Line;
        while (true)
        {
            if (text.AtEnd) throw new CsvException(opened);
            if (!text.Skip('"')) cell.Append(text.Take());
            else if (text.Skip('"')) cell.Append('"');
            else break;
        }
        while (text.Skip(' ')) { }
        return cell.ToString().Trim();
    }

    private sealed class Cursor(TextReader reader)
    {
        public int Line { get; private set; } = 1;

        public bool AtEnd => reader.Peek() < 0;

        public char Next => (char)reader.Peek();

        public char Take()
        {
            var taken = (char)reader.Read();
            if (taken == '\n') Line++;
            return taken;
        }

        public bool Skip(char wanted)
        {
            if (AtEnd || Next != wanted) return false;
            Take();
            return true;
        }
    }
}

/// <summary>The text stops being CSV at this line.</summary>
internal sealed class CsvException(int line) : Exception("A quotation mark is out of place.")
{
    public int Line => line;
}
