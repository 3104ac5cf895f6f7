using System.Globalization;
using System.Text;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Exports;

/// <summary>A program's way to write a journal down: what stands before the entries, for each of them, and after them.</summary>
internal abstract class JournalForm
{
    private const string PostedForm = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    public abstract string ContentType { get; }

    public abstract string Extension { get; }

    public static JournalForm Of(string? format) => format switch
    {
        "hledger" => new HledgerForm(),
        "beancount" => new BeancountForm(),
        "csv" => new CsvForm(),
        _ => throw new DomainException(ExportErrors.FormatUnknown),
    };

    public abstract void Begin(StringBuilder text, JournalExcerpt excerpt);

    public abstract void Add(StringBuilder text, JournalEntry entry);

    public abstract void End(StringBuilder text, JournalExcerpt excerpt);

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected static string PostedAt(JournalEntry entry) => entry.PostedAt.UtcDateTime.ToString(PostedForm, CultureInfo.InvariantCulture);

    protected static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    /// <summary>What both plain-text programs are told first, each line behind a semicolon.</summary>
    protected static void Head(StringBuilder text, JournalExcerpt excerpt) => text
        .Append(CultureInfo.InvariantCulture, $"; Fund {excerpt.FundCode}: {OneLine(excerpt.FundName)}\n")
        .Append(CultureInfo.InvariantCulture, $"; Effective {(excerpt.From is { } from ? Day(from) : "from the first")} to {(excerpt.To is { } to ? Day(to) : "the last entry")}\n")
        .Append(CultureInfo.InvariantCulture, $"; As the journal stood at entry {excerpt.LastNumber}, hash {Hex(excerpt.LastHash)}\n\n");

    protected static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
