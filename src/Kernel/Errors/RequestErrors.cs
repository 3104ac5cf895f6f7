namespace IntegratedCare.Kernel.Errors;

/// <summary>The refusals that every service shares: those that happen before a use case is reached.</summary>
public static class RequestErrors
{
    /// <summary>The request's shape is wrong: JSON, types, unknown members, missing or out-of-range fields.</summary>
    public static readonly DomainError Invalid =
        new("request.invalid", "The request is not valid.", ErrorKind.Invalid);

    /// <summary>An edit came without <c>If-Match</c>.</summary>
    public static readonly DomainError IfMatchMissing =
        new("request.if-match-missing", "Say which version you edit in If-Match.", ErrorKind.PreconditionRequired);

    /// <summary>An edit named a version that is no longer the present one.</summary>
    public static readonly DomainError Stale =
        new("request.stale", "The record has changed since you read it.", ErrorKind.Stale);

    /// <summary><c>X-Purpose</c> names no known purpose.</summary>
    public static readonly DomainError PurposeUnknown =
        new("request.purpose-unknown", "X-Purpose must be directCare, administration, safeguarding or audit.",
            ErrorKind.Invalid);

    /// <summary>A program's role would do, its token's scopes do not.</summary>
    public static readonly DomainError ScopeMissing =
        new("request.scope-missing", "The program's token does not have the scope for this.", ErrorKind.Forbidden);

    internal static (string Code, string Title) ForStatus(int status) => status switch
    {
        400 => (Invalid.Code, Invalid.Title),
        401 => ("request.unauthenticated", "Sign in first."),
        403 => ("request.forbidden", "You may not do this."),
        404 => ("request.route-unknown", "There is nothing at this address."),
        405 => ("request.method-not-allowed", "This address does not take that method."),
        406 => ("request.not-acceptable", "The answer cannot be given in the form asked for."),
        408 => ("request.timeout", "The request took too long to arrive."),
        413 => ("request.too-large", "The request is too large."),
        415 => ("request.unsupported-media-type", "Send application/json, in UTF-8."),
        429 => ("request.too-many", "Too many requests. Try again shortly."),
        503 => ("service.unavailable", "The service cannot answer now. Try again shortly."),
        504 => ("request.timed-out", "The request took too long and was stopped."),
        _ => status >= 500
            ? ("service.failed", "Something went wrong on our side.")
            : ("request.refused", "The request was refused."),
    };
}
