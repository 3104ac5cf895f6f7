namespace IntegratedCare.Kernel.Errors;

/// <summary>Carries a <see cref="DomainError"/> from the entity or use case that refuses to the edge that answers.</summary>
/// <remarks>Only entities and use cases throw it. Consumers do not retry it: the same message would be refused again.</remarks>
public sealed class DomainException(DomainError error, string? detail = null) : Exception(error.Title)
{
    /// <summary>The refusal.</summary>
    public DomainError Error { get; } = error;

    /// <summary>What this request got wrong in particular, without personal data; null where the title says it all.</summary>
    public string? Detail { get; } = detail;
}
