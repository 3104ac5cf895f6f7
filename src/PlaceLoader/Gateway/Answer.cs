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
        if (!response.IsSuccessStatusCode) return new(Outcome.Refused, await RefusalAsync(response, cancellationToken));

        return Member(await response.Content.ReadAsStringAsync(cancellationToken), "outcome") switch
        {
            "added" => Added,
            "changed" => Changed,
            "unchanged" => Unchanged,
            _ => throw new GatewayException($"{response.RequestMessage?.RequestUri} did not say what it did"),
        };
    }

    /// <summary>The status, and the problem's code and words.</summary>
    public static async Task<string> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var problem = await response.Content.ReadAsStringAsync(cancellationToken);
        return Member(problem, "code") is { } code
            ? $"{status} {code} {Member(problem, "title")} {Member(problem, "errors")}".TrimEnd()
            : $"{status} without a code";
    }

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
