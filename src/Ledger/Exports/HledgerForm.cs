using System.Globalization;
using System.Text;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Exports;

/// <summary>hledger's journal format. Its last transaction moves nothing and asserts every balance, so that hledger refuses a file that lost a line.</summary>
/// <remarks>
/// The format knows no escape: in descriptions and tags a sign that means something to it, and the percent sign, stand as <c>%</c> and two hexadecimal figures.
/// </remarks>
internal sealed class HledgerForm : JournalForm
{
    public override string ContentType => "text/plain; charset=utf-8";

    public override string Extension => "journal";

    public override void Begin(StringBuilder text, JournalExcerpt excerpt)
    {
        Head(text, excerpt);
        text.Append("decimal-mark .\ncommodity GBP 1,000.00\n\n");
        foreach (var account in excerpt.Accounts.Select(a => a.Account))
            text.Append(CultureInfo.InvariantCulture, $"account {AccountNames.Hledger(account)}  ; type: {AccountNames.HledgerType(account)}\n");
        if (!excerpt.Opening.Any()) return;
        text.Append(CultureInfo.InvariantCulture, $"\n{Day(excerpt.OpensOn)} * Opening balances\n");
        foreach (var account in excerpt.Opening) Line(text, account.Account, account.OpeningPence).Append('\n');
    }

    public override void Add(StringBuilder text, JournalEntry entry)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{Day(entry.EffectiveOn)} * ({entry.Number}) {Escaped(entry.Narrative, ";|")}\n")
            .Append(CultureInfo.InvariantCulture, $"    ; entry: {entry.Number}\n")
            .Append(CultureInfo.InvariantCulture, $"    ; kind: {EntryHash.Word(entry.Kind)}\n")
            .Append(CultureInfo.InvariantCulture, $"    ; posted: {PostedAt(entry)}\n")
            .Append(CultureInfo.InvariantCulture, $"    ; source: {Escaped(entry.Source, ",[")}\n")
            .Append(CultureInfo.InvariantCulture, $"    ; hash: {Hex(entry.Hash)}\n");
        foreach (var line in entry.Lines) Line(text, line.Account, line.SignedPence).Append('\n');
    }

    public override void End(StringBuilder text, JournalExcerpt excerpt)
    {
        if (excerpt.Accounts.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"\n{Day(excerpt.ClosesOn)} * Balances at the end\n");
        foreach (var account in excerpt.Accounts)
            Line(text, account.Account, 0).Append(CultureInfo.InvariantCulture, $" = GBP {Pounds.Grouped(account.ClosingPence)}\n");
    }

    private static StringBuilder Line(StringBuilder text, string account, long pence) =>
        text.Append(CultureInfo.InvariantCulture, $"    {AccountNames.Hledger(account)}  GBP {Pounds.Grouped(pence)}");

    private static string Escaped(string value, string meaningful)
    {
        var text = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            var isEdge = at == 0 || at == value.Length - 1;
            if (value[at] == '%' || meaningful.Contains(value[at], StringComparison.Ordinal) || (isEdge && value[at] == ' '))
                text.Append(CultureInfo.InvariantCulture, $"%{(int)value[at]:X2}");
            else text.Append(value[at]);
        }

        return text.ToString();
    }
}
