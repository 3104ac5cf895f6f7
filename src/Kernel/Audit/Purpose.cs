using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http;

namespace IntegratedCare.Kernel.Audit;

/// <summary>Why a personal record is read, as <c>X-Purpose</c> states. A handler takes it as a parameter.</summary>
public sealed record Purpose
{
    /// <summary>The request states no purpose; the audit says so.</summary>
    public static readonly Purpose NotStated = new("notStated");

    /// <summary>What the place's own services do for its administration.</summary>
    public static readonly Purpose Administration = new("administration");

    private static readonly string[] Known = ["directCare", "administration", "safeguarding", "audit"];

    private Purpose(string value) => Value = value;

    /// <summary>The word that is kept in the audit.</summary>
    public string Value { get; }

    internal static bool IsKnown(string stated) => Known.Contains(stated, StringComparer.Ordinal);

    /// <summary>Binds the purpose from the request's header; refuses an unknown one.</summary>
    public static ValueTask<Purpose?> BindAsync(HttpContext context)
    {
        var stated = context.Request.Headers["X-Purpose"].ToString();
        if (stated.Length == 0) return ValueTask.FromResult<Purpose?>(NotStated);
        return IsKnown(stated)
            ? ValueTask.FromResult<Purpose?>(new(stated))
            : throw new DomainException(RequestErrors.PurposeUnknown);
    }
}
