using System.Runtime.CompilerServices;
using System.Text.Json;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>The services of an Open Referral file: a JSON array, a page as a feed answers it, or one service on a line.</summary>
internal static class OpenReferralFile
{
    /// <summary>More than a service may take, of a file as of a feed.</summary>
    public const int ServiceBytesMax = 1024 * 1024;

    /// <summary>One service after the other; null stands for one that is too large.</summary>
    public static async IAsyncEnumerable<JsonElement?> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (objects, bytes) = (new JsonObjects(ServiceBytesMax), new byte[64 * 1024]);
        for (int length; (length = await file.ReadAsync(bytes, cancellationToken)) > 0;)
        {
            for (var taken = 0; taken < length;)
            {
                taken += objects.Take(bytes.AsSpan(taken, length - taken), out var isWhole);
                if (isWhole) yield return objects.Whole();
            }
        }

        objects.End();
    }

    /// <summary>What a page holds; null: it is no page but a service.</summary>
    public static IReadOnlyList<JsonElement>? ContentsOf(JsonElement page) => page.ValueKind switch
    {
        JsonValueKind.Array => [.. page.EnumerateArray()],
        JsonValueKind.Object when page.TryGetProperty("contents", out var contents) && contents.ValueKind == JsonValueKind.Array =>
            [.. contents.EnumerateArray()],
        JsonValueKind.Object when page.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array =>
            [.. content.EnumerateArray()],
        _ => null,
    };
}
