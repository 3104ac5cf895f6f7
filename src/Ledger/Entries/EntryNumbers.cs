using System.Globalization;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Entries;

/// <summary>Many entries named in few words: <c>fund/12 fund/14-20</c>.</summary>
internal static class EntryNumbers
{
    /// <summary>What a record of the audit may name.</summary>
    public const int WordsLengthMax = 200;

    /// <summary>The entries, by fund and number, in as many texts as it takes.</summary>
    public static IEnumerable<string> Words(IEnumerable<JournalEntry> entries)
    {
        var text = string.Empty;
        foreach (var stretch in Stretches(entries))
        {
            if (text.Length > 0 && text.Length + 1 + stretch.Length > WordsLengthMax)
            {
                yield return text;
                text = string.Empty;
            }

            text = text.Length == 0 ? stretch : $"{text} {stretch}";
        }

        if (text.Length > 0) yield return text;
    }

    private static IEnumerable<string> Stretches(IEnumerable<JournalEntry> entries)
    {
        foreach (var ofFund in entries.GroupBy(entry => entry.FundCode, StringComparer.Ordinal))
        {
            var numbers = ofFund.Select(entry => entry.Number).Order().ToList();
            for (var first = 0; first < numbers.Count;)
            {
                var last = first;
                while (last + 1 < numbers.Count && numbers[last + 1] == numbers[last] + 1) last++;
                yield return first == last
                    ? string.Create(CultureInfo.InvariantCulture, $"{ofFund.Key}/{numbers[first]}")
                    : string.Create(CultureInfo.InvariantCulture, $"{ofFund.Key}/{numbers[first]}-{numbers[last]}");
                first = last + 1;
            }
        }
    }
}
