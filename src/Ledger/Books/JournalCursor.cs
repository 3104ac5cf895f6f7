using System.Globalization;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Books;

/// <summary>How far a reader has come in every fund's journal, written <c>fund:number,fund:number</c>.</summary>
/// <remarks>
/// A single counter over all funds would skip an entry that commits after a later one. Within a fund entries commit in the order
/// of their numbers, so one number a fund misses none.
/// </remarks>
internal sealed class JournalCursor
{
    private const int LengthMax = 16_000;
    private readonly SortedDictionary<string, long> lastRead = new(StringComparer.Ordinal);

    public IEnumerable<string> Funds => lastRead.Keys;

    public static JournalCursor Parse(string? text)
    {
        var cursor = new JournalCursor();
        if (string.IsNullOrEmpty(text)) return cursor;
        if (text.Length > LengthMax) throw new DomainException(JournalErrors.CursorInvalid);
        foreach (var part in text.Split(','))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1
                || !long.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !cursor.lastRead.TryAdd(part[..colon], number)) throw new DomainException(JournalErrors.CursorInvalid);
        }

        return cursor;
    }

    public long LastRead(string fund) => lastRead.GetValueOrDefault(fund);

    public void Pass(JournalEntry entry) => lastRead[entry.FundCode] = Math.Max(LastRead(entry.FundCode), entry.Number);

    public override string ToString() =>
        string.Join(',', lastRead.Select(fund => string.Create(CultureInfo.InvariantCulture, $"{fund.Key}:{fund.Value}")));
}
