namespace IntegratedCare.Kernel.Errors;

/// <summary>A refusal of the domain, with the stable code that callers rely on.</summary>
/// <param name="Code"><c>noun.kebab-reason</c>; never renamed, never used for anything else.</param>
/// <param name="Title">One plain sentence for the person who made the request, without personal data.</param>
/// <param name="Kind">Decides the HTTP status.</param>
public sealed record DomainError(string Code, string Title, ErrorKind Kind)
{
    /// <summary>After how many seconds the same request may be good (<c>Retry-After</c>); null where nobody can say.</summary>
    public int? RetryAfterSeconds { get; init; }
}
