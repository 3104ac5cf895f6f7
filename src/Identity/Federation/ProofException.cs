using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Federation;

/// <summary>Something that a provider answered does not hold. The person hears one refusal for all; the log and the audit say which it was.</summary>
internal sealed class ProofException(string because) : Exception(because)
{
    public DomainException Refusal { get; } = new(FederationErrors.NotProven);
}
