using System.Globalization;
using System.Text;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Exports;

/// <summary>Beancount's format (version 2 and later). It ends with a balance directive for each account, so that Beancount refuses a file that lost a line.</summary>
/// <remarks>A balance directive speaks of the beginning of its day: those at the end bear the day after. Nothing may differ (<c>~ 0</c>).</remarks>
internal sealed class BeancountForm : JournalForm
{
    public override string ContentType => "text/plain; charset=utf-8";

    public override string Extension => "beancount";

    public override void Begin(StringBuilder text, JournalExcerpt excerpt)
    {
        Head(text, excerpt);
        text.Append(CultureInfo.InvariantCulture, $"option \"title\" {Quoted(excerpt.FundName)}\noption \"operating_currency\" \"GBP\"\n\n");
        foreach (var account in excerpt.Accounts.Select(a => a.Account))
            text.Append(CultureInfo.InvariantCulture, $"{Day(excerpt.OpensOn)} open {AccountNames.Beancount(account)} GBP\n")
                .Append(CultureInfo.InvariantCulture, $"  ledger-account: {Quoted(account)}\n");
        if (!excerpt.Opening.Any()) return;
        text.Append(CultureInfo.InvariantCulture, $"\n{Day(excerpt.OpensOn)} * \"Opening balances\"\n");
        foreach (var account in excerpt.Opening) Line(text, account.Account, account.OpeningPence);
    }

    public override void Add(StringBuilder text, JournalEntry entry)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{Day(entry.EffectiveOn)} * {Quoted(entry.Narrative)}\n")
            .Append(CultureInfo.InvariantCulture, $"  entry: {entry.Number}\n")
            .Append(CultureInfo.InvariantCulture, $"  kind: \"{EntryHash.Word(entry.Kind)}\"\n")
            .Append(CultureInfo.InvariantCulture, $"  posted: \"{PostedAt(entry)}\"\n")
            .Append(CultureInfo.InvariantCulture, $"  source: {Quoted(entry.Source)}\n")
            .Append(CultureInfo.InvariantCulture, $"  hash: \"{Hex(entry.Hash)}\"\n");
        foreach (var line in entry.Lines) Line(text, line.Account, line.SignedPence);
    }

    public override void End(StringBuilder text, JournalExcerpt excerpt)
    {
        text.Append('\n');
        foreach (var account in excerpt.Accounts)
            text.Append(CultureInfo.InvariantCulture,
                $"{Day(excerpt.ClosesOn.AddDays(1))} balance {AccountNames.Beancount(account.Account)} {Pounds.Grouped(account.ClosingPence)} ~ 0 GBP\n");
    }

    private static void Line(StringBuilder text, string account, long pence) =>
        text.Append(CultureInfo.InvariantCulture, $"  {AccountNames.Beancount(account)}  {Pounds.Grouped(pence)} GBP\n");

    private static string Quoted(string text) =>
        $"\"{OneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
