using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>The services of an Open Referral file: a JSON array, a page as a feed answers it, or one service on a line.</summary>
internal static class OpenReferralFile
{
    public const int ServiceBytesMax = 1024 * 1024;

    private static readonly JsonSerializerOptions Options = new() { MaxDepth = 32, DefaultBufferSize = 64 * 1024 };

    public static async IAsyncEnumerable<JsonElement> ReadAsync(
        Stream file, char first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var values = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, topLevelValues: first != '[', Options, cancellationToken);
        await foreach (var value in values)
        {
            if (value.ValueKind != JsonValueKind.Object) throw new DomainException(ImportErrors.FileUnreadable, "Each service must be an object.");
            if (ContentsOf(value) is not { } services) yield return value;
            else foreach (var service in services) yield return service;
        }
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
