using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Measures;

/// <summary>A standard or a measure as somebody said it should be from then on. Written once.</summary>
internal sealed class FrameworkChange
{
    public const string OfStandard = "standard";
    public const string OfMeasure = "measure";

    private static readonly JsonSerializerOptions Json = Options();

    public required string Noun { get; init; }
    public required string Code { get; init; }
    public required int Version { get; init; }

    /// <summary>What was sent, whole, as JSON.</summary>
    public required string Content { get; init; }
    public required string BySubject { get; init; }
    public required string ByRole { get; init; }
    public required string? ByOrganisation { get; init; }   // null: a program of the place itself
    public required DateTimeOffset At { get; init; }

    public static FrameworkChange Of(Standard standard, PutStandardRequest said, Caller by, DateTimeOffset now) =>
        Of(OfStandard, standard.Code, standard.Version, JsonSerializer.Serialize(said, Json), by, now);

    public static FrameworkChange Of(Measure measure, PutMeasureRequest said, Caller by, DateTimeOffset now) =>
        Of(OfMeasure, measure.Code, measure.Version, JsonSerializer.Serialize(said, Json), by, now);

    private static FrameworkChange Of(string noun, string code, int version, string content, Caller by, DateTimeOffset now) => new()
    {
        Noun = noun,
        Code = code,
        Version = version,
        Content = content,
        BySubject = by.Subject,
        ByRole = by.Role,
        ByOrganisation = by.OrganisationCode,
        At = now,
    };

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        return options;
    }
}
