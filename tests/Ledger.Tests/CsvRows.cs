using System.Text;

namespace IntegratedCare.Ledger.Tests;

/// <summary>Reads CSV (RFC 4180) as a program of other people's making would: strictly, and knowing nothing of ours.</summary>
internal static class CsvRows
{
    public static IEnumerable<IReadOnlyList<string>> Of(string text)
    {
        var (row, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            if (isQuoted && sign == '"' && at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[++at]);
            else if (sign == '"') isQuoted = !isQuoted;
            else if (isQuoted) cell.Append(sign);
            else if (sign == ',') EndCell();
            else if (sign == '\n')
            {
                EndCell();
                yield return row;
                row = [];
            }
            else if (sign != '\r') cell.Append(sign);
        }

        Assert.False(isQuoted, "a quoted cell has no end");
        if (row.Count == 0 && cell.Length == 0) yield break;
        EndCell();
        yield return row;

        void EndCell()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }
}
