using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>How many whole lists a replica hands out at a time: anybody may ask for them, and each costs as much as hundreds of pages.</summary>
/// <remarks>Nobody waits in a queue, which could be filled for others; who comes too soon is told to come again.</remarks>
internal sealed class OpenGate(int atOnceMax, DomainError refusal)
{
    public static readonly OpenGate WholeLists = new(atOnceMax: 4, OpenReferralErrors.TooManyLists);

    private int inside;

    /// <summary>Lets one in until what is returned is disposed of.</summary>
    /// <exception cref="DomainException">As many as may are inside.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref inside) <= atOnceMax) return new Place(this);

        Interlocked.Decrement(ref inside);
        throw new DomainException(refusal);
    }

    private sealed class Place(OpenGate gate) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0) Interlocked.Decrement(ref gate.inside);
        }
    }
}
