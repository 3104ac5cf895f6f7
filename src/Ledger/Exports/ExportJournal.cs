using System.Runtime.CompilerServices;
using System.Text;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Exports;

/// <summary>Gives a fund's journal to another program, with opening balances where the books are cut. For the host, who keeps the accounts.</summary>
/// <remarks>
/// The answer is of one moment and written while it is read, a page of entries at a time, so that memory stays the same and no connection waits for a slow reader.
/// An answer that breaks off is cut off on the wire: nobody can take a part for the whole.
/// </remarks>
internal static class ExportJournal
{
    public static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(10);

    private const int EntriesPerPage = 500;

    public static async Task Handle(
        string code, string? format, DateOnly? from, DateOnly? to, Caller caller, Purpose purpose, HttpResponse response, LedgerDb db,
        CancellationToken cancellationToken)
    {
        var form = JournalForm.Of(format);
        if (from > to || !IsPlausible(from) || !IsPlausible(to)) throw new DomainException(ExportErrors.WindowInvalid);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        db.RecordAccess(caller, purpose, "journal.export", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        var excerpt = await JournalExcerpt.ReadAsync(db, fund, from, to, cancellationToken);

        response.ContentType = form.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{code}.{form.Extension}\"";
        response.Headers.CacheControl = "no-store";
        var text = new StringBuilder();
        form.Begin(text, excerpt);
        await foreach (var page in PagesAsync(db, excerpt, cancellationToken))
        {
            foreach (var entry in page) form.Add(text, entry);
            await FlushAsync(response, text, cancellationToken);
        }

        form.End(text, excerpt);
        await FlushAsync(response, text, cancellationToken);
    }

    private static async IAsyncEnumerable<IReadOnlyList<JournalEntry>> PagesAsync(
        LedgerDb db, JournalExcerpt excerpt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (first, last) = (excerpt.From ?? DateOnly.MinValue, excerpt.To ?? DateOnly.MaxValue);
        for (var read = 0L; ;)
        {
            var page = await db.JournalEntries.AsNoTracking()
                .Where(entry => entry.FundCode == excerpt.FundCode && entry.Number > read && entry.Number <= excerpt.LastNumber
                    && entry.EffectiveOn >= first && entry.EffectiveOn <= last)
                .OrderBy(entry => entry.Number).Take(EntriesPerPage)
                .ToListAsync(cancellationToken);
            if (page.Count > 0) yield return page;
            if (page.Count < EntriesPerPage) yield break;
            read = page[^1].Number;
        }
    }

    private static async Task FlushAsync(HttpResponse response, StringBuilder text, CancellationToken cancellationToken)
    {
        await response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        text.Clear();
    }

    private static bool IsPlausible(DateOnly? day) => day is null or { Year: >= 1900 and <= 9000 };
}
