using System.Text.Json;
using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Quality.Risks;

/// <summary>What is told of a risk in free words, kept encrypted as one text.</summary>
internal sealed record RiskWords(string Title, string Description, string? Controls, string? Reason)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static RiskWords Of(RiskStatement said, string? reason) => new(
        said.Title.Trim(), said.Description.Trim(),
        string.IsNullOrWhiteSpace(said.Controls) ? null : said.Controls.Trim(), string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());

    public byte[] Seal(PersonalDataCipher cipher, RiskVersionId version) =>
        cipher.Encrypt(JsonSerializer.Serialize(this, Json), RiskVersion.WordsColumn, version.Value);

    /// <summary>What was told; null where it was erased.</summary>
    public static RiskWords? Open(PersonalDataCipher cipher, RiskVersion version) => version.Words is { } words
        ? JsonSerializer.Deserialize<RiskWords>(cipher.Decrypt(words, RiskVersion.WordsColumn, version.Id.Value), Json) : null;
}
