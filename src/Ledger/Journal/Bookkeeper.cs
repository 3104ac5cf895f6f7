using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Journal;

/// <summary>The only writer of journals.</summary>
internal sealed class Bookkeeper(LedgerDb db, TimeProvider time)
{
    /// <summary>Takes the fund's journal for this transaction: until its end nobody else posts there.</summary>
    /// <returns>Null: no fund has that code.</returns>
    public async Task<JournalHead?> TakeAsync(string fundCode, CancellationToken cancellationToken)
    {
        var heads = await db.JournalHeads
            .FromSql($"SELECT * FROM journal_heads WHERE fund_code = {fundCode} FOR UPDATE")
            .AsNoTracking()    // the database moves the head, not EF
            .ToListAsync(cancellationToken);
        return heads.SingleOrDefault();
    }

    /// <summary>Adds the entry that follows the head's last one, to be stored by the caller's <c>SaveChanges</c>.</summary>
    public JournalEntry Post(JournalHead head, Posting posting) =>
        db.JournalEntries.Add(head.Append(posting, time.GetUtcNow())).Entity;

    /// <summary>Posts to several journals, taken in the order of their funds' codes so that two callers cannot wait for one another.</summary>
    /// <remarks>Once in a transaction: a second call would not see the first one's entries before they are saved.</remarks>
    /// <returns>The entries in the order of the postings.</returns>
    public async Task<IReadOnlyList<JournalEntry>> PostAsync(
        IReadOnlyList<Posting> postings, CancellationToken cancellationToken)
    {
        var entries = new JournalEntry[postings.Count];
        foreach (var ofFund in postings.Index().GroupBy(p => p.Item.FundCode).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var head = await TakeAsync(ofFund.Key, cancellationToken)
                ?? throw new InvalidOperationException($"The fund {ofFund.Key} has no journal.");
            foreach (var (index, posting) in ofFund) entries[index] = Post(head, posting);
        }

        return entries;
    }

    /// <summary>Closes the fund's days up to this one, or opens those after it again: nothing takes effect on a closed day.</summary>
    /// <remarks>The caller has taken the journal, so that no entry is on its way, and keeps who decided it and why.</remarks>
    public Task CloseThroughAsync(JournalHead head, DateOnly? day, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"UPDATE journal_heads SET closed_through = {day} WHERE fund_code = {head.FundCode}", cancellationToken);
}
