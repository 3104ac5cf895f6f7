using System.Buffers;
using System.Buffers.Text;
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
    /// <summary>The hash that a fund's first entry names as the one before: 32 zero bytes.</summary>
    public static byte[] BeforeTheFirst => new byte[SHA256.HashSizeInBytes];

    public static byte[] Of(byte[] previousHash, long number, DateTimeOffset postedAt, Posting posting) => Of(new JournalEntry
    {
        FundCode = posting.FundCode,
        Number = number,
        Kind = posting.Kind,
        EffectiveOn = posting.EffectiveOn,
        PostedAt = postedAt,
        Source = posting.Source,
        Narrative = posting.Narrative,
        PostedBy = posting.PostedBy,
        Accounts = [.. posting.Lines.Select(line => line.Account)],
        AmountsPence = [.. posting.Lines.Select(line => line.SignedPence)],
        PreviousHash = previousHash,
        Hash = [],
    });

    /// <summary>What the hash of an entry should be.</summary>
    public static byte[] Of(JournalEntry entry)
    {
        // The first form is that of entries of which nobody is said to have posted them.
        using var text = new EntryText();
        text.Add(entry.PostedBy is null ? "journal-entry-1\n"u8 : "journal-entry-2\n"u8);
        text.AddHexadecimal(entry.PreviousHash);
        text.Add("\n"u8);
        text.AddLine(entry.FundCode);
        text.Add(entry.Number);
        text.Add("\n"u8);
        text.AddLine(Word(entry.Kind));
        text.Add(entry.EffectiveOn);
        text.Add(entry.PostedAt);
        text.AddLine(entry.Source);
        if (entry.PostedBy is { } poster) text.AddLine(poster);
        text.AddLine(entry.Narrative);
        for (var line = 0; line < entry.Accounts.Length; line++)
        {
            var pence = entry.AmountsPence[line];
            text.Add(entry.Accounts[line]);
            text.Add(pence > 0 ? "\tdebit\t"u8 : "\tcredit\t"u8);
            text.Add(pence > 0 ? pence : -pence);
            text.Add("\n"u8);
        }

        return text.Hash();
    }

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

    /// <summary>The text as it grows, in a buffer that the pool lends: the whole journal is hashed when it is verified.</summary>
    private sealed class EntryText : IDisposable
    {
        private const string DayForm = "yyyy-MM-dd";
        private const string MomentForm = "yyyy-MM-ddTHH:mm:ss.ffffff";
        private byte[] bytes = ArrayPool<byte>.Shared.Rent(1_024);
        private int length;

        public void Add(ReadOnlySpan<byte> text)
        {
            text.CopyTo(Room(text.Length));
            length += text.Length;
        }

        public void Add(string text) => length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

        public void AddLine(string text)
        {
            Add(text);
            Add("\n"u8);
        }

        public void Add(long number)
        {
            Utf8Formatter.TryFormat(number, Room(20), out var written);
            length += written;
        }

        public void Add(DateOnly day)
        {
            day.TryFormat(Room(DayForm.Length), out var written, DayForm, CultureInfo.InvariantCulture);
            length += written;
            Add("\n"u8);
        }

        public void Add(DateTimeOffset moment)
        {
            moment.UtcDateTime.TryFormat(Room(MomentForm.Length), out var written, MomentForm, CultureInfo.InvariantCulture);
            length += written;
            Add("Z\n"u8);
        }

        public void AddHexadecimal(ReadOnlySpan<byte> hash)
        {
            Convert.TryToHexStringLower(hash, Room(hash.Length * 2), out var written);
            length += written;
        }

        public byte[] Hash() => SHA256.HashData(bytes.AsSpan(0, length));

        public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);

        private Span<byte> Room(int count)
        {
            if (bytes.Length - length < count)
            {
                var wider = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, length + count));
                bytes.AsSpan(0, length).CopyTo(wider);
                ArrayPool<byte>.Shared.Return(bytes);
                bytes = wider;
            }

            return bytes.AsSpan(length);
        }
    }
}
