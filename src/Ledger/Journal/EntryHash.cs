using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntegratedCare.Ledger.Journal;

/// <summary>The SHA-256 that ties an entry to the one before it.</summary>
/// <remarks>
/// It covers plain UTF-8 text, one field a line, so that an auditor can recompute it with <c>sha256sum</c>; the service's README
/// shows the form. No field can hold a line break or a tab, so no two entries share a text.
/// </remarks>
internal static class EntryHash
{
    private const string Form = "journal-entry-1";

    /// <summary>The hash that a fund's first entry names as the one before: 32 zero bytes.</summary>
    public static byte[] BeforeTheFirst => new byte[SHA256.HashSizeInBytes];

    public static byte[] Of(byte[] previousHash, long number, DateTimeOffset postedAt, Posting posting)
    {
        var text = new StringBuilder(512);
        text.Append(Form).Append('\n')
            .Append(Convert.ToHexStringLower(previousHash)).Append('\n')
            .Append(posting.FundCode).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"{number}\n")
            .Append(Word(posting.Kind)).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"{posting.EffectiveOn:yyyy-MM-dd}\n")
            .Append(CultureInfo.InvariantCulture, $"{postedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}Z\n")
            .Append(posting.Source).Append('\n')
            .Append(posting.Narrative).Append('\n');
        foreach (var line in posting.Lines)
            text.Append(line.Account).Append('\t')
                .Append(line.Side == Side.Debit ? "debit" : "credit").Append('\t')
                .Append(CultureInfo.InvariantCulture, $"{line.AmountPence}\n");
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>What the hash of a stored entry should be.</summary>
    public static byte[] Of(JournalEntry entry) => Of(entry.PreviousHash, entry.Number, entry.PostedAt, new Posting(
        entry.FundCode, entry.Kind, entry.EffectiveOn, entry.Source, entry.Narrative,
        [.. entry.Lines.OrderBy(line => line.Position)
            .Select(line => new PostingLine(line.Account, line.Side, line.AmountPence))]));

    public static string Word(EntryKind kind) => kind switch
    {
        EntryKind.Contribution => "contribution",
        EntryKind.Commitment => "commitment",
        EntryKind.Release => "release",
        EntryKind.Spend => "spend",
        EntryKind.Adjustment => "adjustment",
        EntryKind.Reversal => "reversal",
        EntryKind.Accrual => "accrual",
        EntryKind.Payment => "payment",
        EntryKind.RiskShare => "risk-share",
        EntryKind.BroughtForward => "brought-forward",
        EntryKind.CarriedForward => "carried-forward",
    };
}
