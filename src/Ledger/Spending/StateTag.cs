using System.Security.Cryptography;
using System.Text.Json;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Spending;

/// <summary>What a record says as an entity tag, so that nobody edits over an edit they have not seen.</summary>
internal static class StateTag
{
    private const int BytesOfHash = 12;

    public static string Of(object state) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(state, state.GetType())).AsSpan(0, BytesOfHash))}\"";

    /// <summary>Refuses an edit that names no version or another one; null: nothing stands yet, and nothing need be named.</summary>
    public static void Require(HttpRequest request, object? standing)
    {
        if (request.Headers.IfMatch.Count == 0)
        {
            if (standing is not null) throw new DomainException(RequestErrors.IfMatchMissing);
            return;
        }

        var tags = request.Headers.IfMatch.SelectMany(header => (header ?? string.Empty).Split(','), (_, tag) => tag.Trim());
        if (standing is null || !tags.Any(tag => tag == "*" || tag == Of(standing))) throw new DomainException(RequestErrors.Stale);
    }
}
