using System.Globalization;
using System.Text.Json;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntegratedCare.Ledger.Entries;

/// <summary>Posts what several requests ask in one transaction of two round trips: what stands; the entries, who posted them, and the answers.</summary>
internal sealed class PostingBatch(LedgerDb db, TimeProvider time, IOptions<JsonOptions> json)
{
    private readonly List<(PostingJob Job, JournalEntry Entry)> posted = [];
    private readonly List<(PostingJob Job, KeptAnswer Answer)> answers = [];
    private readonly HashSet<string> sources = new(StringComparer.Ordinal);
    private Dictionary<string, FundStanding> funds = [];
    private Dictionary<(string Subject, string Key), KeptAnswer> kept = [];

    /// <summary>Answers every job, by its answer or its refusal; throws, and answers none, where the database took nothing.</summary>
    public async Task PostAsync(IReadOnlyList<PostingJob> jobs)
    {
        var today = LondonTime.DateOf(time.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync();
        await ReadAsync(jobs, today, transaction);

        var refused = new List<(PostingJob Job, DomainException Refusal)>();
        foreach (var job in jobs)
        {
            try
            {
                answers.Add((job, Answer(job, today)));
            }
            catch (DomainException e)
            {
                refused.Add((job, e));
            }
        }

        if (posted.Count > 0) await WriteAsync(transaction);
        foreach (var (job, answer) in answers) job.Complete(answer);
        foreach (var (job, refusal) in refused) job.Fail(refusal);
    }

    private async Task ReadAsync(IReadOnlyList<PostingJob> jobs, DateOnly today, IDbContextTransaction transaction)
    {
        var codes = jobs.Select(job => job.FundCode).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        await using var batch = Batch(transaction);
        foreach (var statement in FundStanding.Take(codes, today)) batch.BatchCommands.Add(statement);
        batch.BatchCommands.Add(KeptAnswer.Find([.. jobs.Select(job => job.Request)]));
        // One by one, each by its key: a plan made while the journal was empty would read all of it for ever.
        batch.BatchCommands.Add(new("""
            SELECT used.source FROM unnest($1) AS asked (source)
            CROSS JOIN LATERAL (SELECT source FROM journal_entries WHERE journal_entries.source = asked.source LIMIT 1) AS used
            """)
        {
            Parameters = { new() { Value = jobs.SelectMany(job => job.Entries.Select(entry => entry.SourceIn(job.FundCode))).ToArray() } },
        });
        await using (var rows = await batch.ExecuteReaderAsync())
        {
            funds = await FundStanding.ReadAsync(rows, CancellationToken.None);
            await rows.NextResultAsync();
            kept = await KeptAnswer.ReadAsync(rows, CancellationToken.None);
            await rows.NextResultAsync();
            while (await rows.ReadAsync()) sources.Add(rows.GetString(0));
        }

        foreach (var fund in funds.Values) await fund.ReadLimitAsync(db, today, CancellationToken.None);
    }

    private KeptAnswer Answer(PostingJob job, DateOnly today)
    {
        var key = (job.Request.Subject, job.Request.Key);
        if (kept.TryGetValue(key, out var earlier)) return earlier.For(job.Request);

        if (!funds.TryGetValue(job.FundCode, out var fund)) throw new DomainException(FundErrors.Unknown);
        fund.RequireHost(job.Caller.OrganisationCode);
        fund.RequireWithinLimit(job.Entries, job.Caller.IsProgram);
        var answer = job.IsBulk ? PostMany(job, fund, today) : PostOne(job, fund, today);
        kept[key] = answer.AsReplay();      // the same key may wait twice in one batch
        return answer;
    }

    private KeptAnswer PostOne(PostingJob job, FundStanding fund, DateOnly today)
    {
        var entry = Post(job, fund, job.Entries[0], today);
        return new(job.Request, StatusCodes.Status201Created, $"/api/ledger/funds/{entry.FundCode}/journal/{entry.Number}", Written(PostedEntryView.Of(entry)));
    }

    private KeptAnswer PostMany(PostingJob job, FundStanding fund, DateOnly today)
    {
        var (before, first, items) = (fund.Mark(), posted.Count, new List<PostedItemView>(job.Entries.Count));
        foreach (var (index, asked) in job.Entries.Index())
        {
            try
            {
                items.Add(PostedItemView.Of(Post(job, fund, asked, today)));
            }
            catch (DomainException e) when (job.IsAtomic)
            {
                foreach (var (_, undone) in posted.Skip(first)) sources.Remove(undone.Source);
                posted.RemoveRange(first, posted.Count - first);
                fund.Return(before);
                throw new DomainException(e.Error, string.Create(CultureInfo.InvariantCulture, $"Item {index}: {e.Detail ?? e.Error.Title}"));
            }
            catch (DomainException e)
            {
                items.Add(PostedItemView.Of(e));
            }
        }

        var stand = posted.Count - first;
        return new(job.Request, StatusCodes.Status200OK, null, Written(new PostedEntriesView(stand, items.Count - stand, items)));
    }

    private JournalEntry Post(PostingJob job, FundStanding fund, PostEntryRequest asked, DateOnly today)
    {
        var source = asked.SourceIn(job.FundCode);
        if (sources.Contains(source)) throw new DomainException(EntryErrors.ReferenceUsed);
        var entry = fund.Post(asked, job.Caller.Subject, time.GetUtcNow(), today);
        sources.Add(source);
        posted.Add((job, entry));
        return entry;
    }

    // Who posted what, in few records: each of them has its place in the audit's chain.
    private void RecordAccess()
    {
        foreach (var by in posted.GroupBy(p => (p.Job.Caller, p.Job.Purpose)))
        {
            foreach (var numbers in EntryNumbers.Words(by.Select(p => p.Entry)))
                db.RecordAccess(by.Key.Caller, by.Key.Purpose, "entry.post", "journal-entry", numbers);
        }
    }

    private async Task WriteAsync(IDbContextTransaction transaction)
    {
        RecordAccess();
        await using var batch = Batch(transaction);
        batch.BatchCommands.Add(JournalRows.Insert(posted.ConvertAll(p => p.Entry)));
        if (AddedRows.Take(db) is { } accesses) batch.BatchCommands.Add(accesses);
        batch.BatchCommands.Add(KeptAnswer.Keep([.. answers.Select(a => a.Answer).Where(answer => !answer.IsReplay)]));
        batch.BatchCommands.Add(new("commit"));
        await batch.ExecuteNonQueryAsync();
    }

    private string Written<T>(T view) => JsonSerializer.Serialize(view, json.Value.SerializerOptions);

    private NpgsqlBatch Batch(IDbContextTransaction transaction) =>
        new((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction());
}
