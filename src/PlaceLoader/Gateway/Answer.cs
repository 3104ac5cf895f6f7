using System.Net;
using System.Text.Json;

namespace IntegratedCare.PlaceLoader.Gateway;

internal enum Outcome
{
    Added,
    Changed,
    Unchanged,
    Refused,
}

/// <summary>What the gateway said to one call; its refusal is the problem's code and words, null when there is none.</summary>
internal sealed record Answer(Outcome Outcome, string? Refusal)
{
    public static readonly Answer Added = new(Outcome.Added, null);
    public static readonly Answer Changed = new(Outcome.Changed, null);
    public static readonly Answer Unchanged = new(Outcome.Unchanged, null);

    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode switch
        {
            HttpStatusCode.Created => Added,
            HttpStatusCode.NoContent => Unchanged,
            _ when response.IsSuccessStatusCode => Changed,
            _ => new(Outcome.Refused, await RefusalAsync(response, cancellationToken)),
        };

    private static async Task<string> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        try
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            using var problem = JsonDocument.Parse(text);
            return $"{status} {Member(problem, "code")} {Member(problem, "title")} {Member(problem, "errors")}".TrimEnd();
        }
        catch (JsonException)
        {
            return $"{status} without a problem detail";
        }
    }

    private static string Member(JsonDocument problem, string name) =>
        problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty(name, out var member)
            ? member.ToString()
            : "";
}
