using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Bank;

/// <summary>Reads a bank's file: <c>date,amount,reference,payer</c>, a movement a row, in UTF-8 and as RFC 4180 quotes.</summary>
/// <remarks>Strict: one row that is not understood refuses the whole file, and says which and why.</remarks>
internal static partial class BankFile
{
    public const int BytesMax = 2_000_000;
    public const int RowsMax = 10_000;
    public const int TextLengthMax = 140;
    private const string Header = "date,amount,reference,payer";
    private const int Columns = 4;

    public static IReadOnlyList<BankRow> Read(ReadOnlySpan<byte> bytes, DateOnly today)
    {
        var records = Records(TextOf(bytes));
        if (records.Count == 0 || string.Join(',', records[0]) != Header)
            throw Refusal(1, $"The first row is {Header}.");
        if (records.Count - 1 > RowsMax) throw Refusal(RowsMax + 2, $"A file has at most {RowsMax} movements.");
        return [.. records.Skip(1).Select((record, index) => RowOf(record, row: index + 2, today))];
    }

    private static BankRow RowOf(IReadOnlyList<string> record, int row, DateOnly today)
    {
        if (record.Count != Columns) throw Refusal(row, $"It has {record.Count} cells instead of {Columns}.");
        if (!DateOnly.TryParseExact(record[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw Refusal(row, "The date is written like 2026-10-01.");
        if (day > today || day.Year < 1900) throw Refusal(row, "The date is in the future, or of another age.");
        if (!Amount().IsMatch(record[1])) throw Refusal(row, "The amount is pounds and pence such as 1234.56, with a minus where money went out.");

        var pence = long.Parse(record[1].Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (pence == 0) throw Refusal(row, "The amount is nought.");
        foreach (var text in record.Skip(2))
        {
            if (text.Length > TextLengthMax) throw Refusal(row, $"A reference or payer has at most {TextLengthMax} characters.");
            if (text.Any(char.IsControl)) throw Refusal(row, "A reference or payer holds a line break or another control character.");
        }

        return new(day, pence, record[2].Trim(), record[3].Trim());
    }

    private static string TextOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Refusal(1, "The file is not UTF-8.");
        }
    }

    private static List<IReadOnlyList<string>> Records(string text)
    {
        var records = new List<IReadOnlyList<string>>();
        var position = 0;
        while (position < text.Length)
        {
            var record = new List<string>();
            do record.Add(Cell(text, ref position, records.Count + 1));
            while (position < text.Length && text[position++] == ',');

            // After a cell stands a comma, the end of the row, or nothing; the loop has stepped over it.
            if (position > 0 && position <= text.Length && text[position - 1] == '\r')
            {
                if (position == text.Length || text[position++] != '\n') throw Refusal(records.Count + 1, "A row ends with a line feed.");
            }

            records.Add(record);
            if (records.Count > RowsMax + 2) break;
        }

        return records;
    }

    private static string Cell(string text, ref int position, int row)
    {
        if (position < text.Length && text[position] == '"') return Quoted(text, ref position, row);
        var start = position;
        while (position < text.Length && text[position] is not (',' or '\r' or '\n'))
            if (text[position++] == '"') throw Refusal(row, "A quotation mark stands in a cell that is not quoted.");
        return text[start..position];
    }

    private static string Quoted(string text, ref int position, int row)
    {
        var cell = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] != '"') cell.Append(text[position]);
            else if (position + 1 < text.Length && text[position + 1] == '"') cell.Append(text[position++]);
            else
            {
                position++;
                if (position < text.Length && text[position] is not (',' or '\r' or '\n'))
                    throw Refusal(row, "Something follows a quoted cell.");
                return cell.ToString();
            }
        }

        throw Refusal(row, "A quoted cell does not end.");
    }

    private static DomainException Refusal(int row, string why) => new(BankErrors.FileInvalid, $"Row {row}: {why}");

    [GeneratedRegex(@"\A-?[0-9]{1,11}\.[0-9]{2}\z")]
    private static partial Regex Amount();
}
