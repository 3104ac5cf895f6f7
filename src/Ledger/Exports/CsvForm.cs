using System.Globalization;
using System.Text;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Exports;

/// <summary>One row for each line of an entry, in pounds; opening balances come first and have no number.</summary>
internal sealed class CsvForm : JournalForm
{
    public override string ContentType => CsvText.ContentType;

    public override string Extension => "csv";

    public override void Begin(StringBuilder text, JournalExcerpt excerpt)
    {
        text.Append(CsvText.Line("number", "effective_on", "posted_at", "kind", "source", "narrative", "account", "debit", "credit", "previous_hash", "hash"));
        foreach (var account in excerpt.Opening)
            text.Append(CsvText.Line("", Day(excerpt.OpensOn), "", "opening", "", "Opening balance", account.Account,
                Amount(account.OpeningPence), Amount(-account.OpeningPence), "", ""));
    }

    public override void Add(StringBuilder text, JournalEntry entry)
    {
        foreach (var line in entry.Lines)
            text.Append(CsvText.Line(entry.Number.ToString(CultureInfo.InvariantCulture), Day(entry.EffectiveOn), PostedAt(entry),
                EntryHash.Word(entry.Kind), entry.Source, entry.Narrative, line.Account,
                Amount(line.SignedPence), Amount(-line.SignedPence), Hex(entry.PreviousHash), Hex(entry.Hash)));
    }

    public override void End(StringBuilder text, JournalExcerpt excerpt)
    {
    }

    private static string Amount(long pence) => pence > 0 ? Pounds.Plain(pence) : "";
}
