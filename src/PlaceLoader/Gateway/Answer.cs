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

    /// <summary>A service says in its answer what a record did: <c>outcome</c> is added, changed or unchanged.</summary>
    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode) return new(Outcome.Refused, Refused((int)response.StatusCode, text));

        return Member(text, "outcome") switch
        {
            "added" => Added,
            "changed" => Changed,
            "unchanged" => Unchanged,
            _ => throw new GatewayException($"{response.RequestMessage?.RequestUri} did not say what it did"),
        };
    }

    private static string Refused(int status, string problem) =>
        Member(problem, "code") is { } code
            ? $"{status} {code} {Member(problem, "title")} {Member(problem, "errors")}".TrimEnd()
            : $"{status} without a problem detail";

    private static string? Member(string json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(name, out var member) ? member.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
