using System.Text.Json.Serialization;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

/// <summary>Which standard this is, and where it is described.</summary>
public sealed record OpenStandard(string Version, string Profile, [property: JsonPropertyName("openapi_url")] string OpenApiUrl);

internal static class ShowStandard
{
    private static readonly OpenStandard Standard = new(
        "HSDS-UK-3.0", "https://docs.openreferraluk.org/en/latest/", "https://openreferraluk.org/specifications/3.0/openapi.json");

    public static IResult Handle(CancellationToken _) => OpenAnswer.Of(Standard);
}
