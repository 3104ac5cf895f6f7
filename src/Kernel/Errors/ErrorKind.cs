namespace IntegratedCare.Kernel.Errors;

/// <summary>What kind of refusal an error is; its number is the HTTP status that callers see.</summary>
public enum ErrorKind
{
    /// <summary>The request cannot be read, or has the wrong shape.</summary>
    Invalid = 400,

    /// <summary>The caller may not do this.</summary>
    Forbidden = 403,

    /// <summary>There is no such record, or the caller may not know that there is.</summary>
    NotFound = 404,

    /// <summary>The request conflicts with the present state.</summary>
    Conflict = 409,

    /// <summary>What the request refers to has ended.</summary>
    Gone = 410,

    /// <summary>The record has changed since the caller read it.</summary>
    Stale = 412,

    /// <summary>Understood, but against a rule.</summary>
    Rejected = 422,

    /// <summary>An edit must say which version it edits (<c>If-Match</c>).</summary>
    PreconditionRequired = 428,

    /// <summary>Too often in too short a time; the same request may be good later.</summary>
    TooMany = 429,

    /// <summary>Something outside the place that the request needs is out of reach; trying again may help.</summary>
    Unavailable = 503,
}
