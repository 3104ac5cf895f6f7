using System.Threading.Channels;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Idempotency;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Ledger.Entries;

/// <summary>Gathers the postings that arrive while a commit is under way into the next one.</summary>
/// <remarks>
/// A fund's journal takes one transaction at a time, since each entry names the hash before it: posted one by one, entries would wait for a disk each.
/// An answer is given once its commit stands. What a request is refused for touches no other; other replicas gather by themselves and meet at the fund's head.
/// </remarks>
internal sealed class PostingQueue(IServiceScopeFactory scopes) : BackgroundService
{
    private const int JobsWaitingMax = 2_000;
    private const int EntriesPerCommitMax = 10_000;
    private const int EntriesWaitingMax = 100_000;

    private readonly Channel<PostingJob> waiting = Channel.CreateBounded<PostingJob>(
        new BoundedChannelOptions(JobsWaitingMax) { SingleReader = true });

    private int entriesWaiting;

    /// <summary>The answer once the entries stand; throws the refusal where they do not.</summary>
    public Task<KeptAnswer> PostAsync(PostingJob job)
    {
        if (Interlocked.Add(ref entriesWaiting, job.Entries.Count) <= EntriesWaitingMax && waiting.Writer.TryWrite(job)) return job.Answer;
        Interlocked.Add(ref entriesWaiting, -job.Entries.Count);
        throw new DomainException(EntryErrors.TooManyWaiting);
    }

    /// <summary>Takes nothing more, and answers those who wait.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None)) await PostAsync(Gather());
    }

    private List<PostingJob> Gather()
    {
        var (jobs, entries) = (new List<PostingJob>(), 0);
        while (waiting.Reader.TryPeek(out var next) && (jobs.Count == 0 || entries + next.Entries.Count <= EntriesPerCommitMax)
            && waiting.Reader.TryRead(out next))
        {
            jobs.Add(next);
            entries += next.Entries.Count;
        }

        Interlocked.Add(ref entriesWaiting, -entries);
        return jobs;
    }

    private async Task PostAsync(List<PostingJob> jobs)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PostingBatch>().PostAsync(jobs);
        }
        catch (Exception e) when (jobs.Count > 1 && e is PostgresException or DbUpdateException { InnerException: PostgresException })
        {
            // Whichever of them it was: the others do not suffer for it.
            foreach (var job in jobs) await PostAsync([job]);
        }
#pragma warning disable CA1031 // Whatever it was, those who wait hear of it, and the queue goes on.
        catch (Exception e)
        {
            foreach (var job in jobs) job.Fail(e);
        }
#pragma warning restore CA1031
    }
}
