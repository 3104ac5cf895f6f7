using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace IntegratedCare.Kernel.Errors;

/// <summary>The marks by which callers of NHS APIs find their own requests again: said back to them as they came.</summary>
/// <remarks>What is no mark (too long, or with characters that a header or a log could be broken by) is not repeated.</remarks>
public static partial class RequestMarks
{
    private static readonly string[] Headers = ["X-Request-ID", "X-Correlation-ID"];

    /// <summary>Puts the request's marks on its answer.</summary>
    public static void Echo(HttpContext context)
    {
        foreach (var header in Headers)
        {
            if (context.Request.Headers[header] is [{ } mark] && Form().IsMatch(mark)) context.Response.Headers[header] = mark;
        }
    }

    /// <summary>The request's own mark; null where it has none.</summary>
    internal static string? Of(HttpRequest request) => request.Headers["X-Request-ID"] is [{ } mark] && Form().IsMatch(mark) ? mark : null;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Form();
}
