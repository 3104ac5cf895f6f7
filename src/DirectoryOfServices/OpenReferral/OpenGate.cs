using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>How many large answers a replica writes at a time, of all callers and of one: each costs as much as hundreds of pages.</summary>
/// <remarks>Nobody waits in a queue, which could be filled for others; who comes too soon is told to come again.</remarks>
/// <param name="atOnceMax">Of all callers.</param>
/// <param name="perCallerMax">Of one caller, so that they leave room for others.</param>
/// <param name="full">What is said where all places are taken.</param>
/// <param name="callerHasEnough">What is said to one who has as many as they may.</param>
internal sealed class OpenGate(int atOnceMax, int perCallerMax, DomainError full, DomainError callerHasEnough)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> inside = new(StringComparer.Ordinal);    // by caller; nobody has none
    private int taken;

    /// <summary>Lets one in until what is returned is disposed of.</summary>
    /// <exception cref="DomainException">As many as may are inside, of this caller or of all.</exception>
    public IDisposable Enter(string caller)
    {
        lock (gate)
        {
            var own = inside.GetValueOrDefault(caller);
            if (own >= perCallerMax) throw new DomainException(callerHasEnough);
            if (taken >= atOnceMax) throw new DomainException(full);

            inside[caller] = own + 1;
            taken++;
            return new Place(this, caller);
        }
    }

    private void Leave(string caller)
    {
        lock (gate)
        {
            taken--;
            if (--inside[caller] == 0) inside.Remove(caller);
        }
    }

    private sealed class Place(OpenGate gate, string caller) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0) gate.Leave(caller);
        }
    }
}
