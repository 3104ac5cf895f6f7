using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Entries;

/// <summary>One request that waits to be posted, and its answer once the commit stands.</summary>
internal sealed record PostingJob(
    string FundCode, IReadOnlyList<PostEntryRequest> Entries, bool IsAtomic, bool IsBulk, Caller Caller, Purpose Purpose, KeyedRequest Request)
{
    private readonly TaskCompletionSource<KeptAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<KeptAnswer> Answer => answer.Task;

    public void Complete(KeptAnswer given) => answer.TrySetResult(given);

    public void Fail(Exception reason) => answer.TrySetException(reason);
}
