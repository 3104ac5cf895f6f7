using System.Text.RegularExpressions;

namespace IntegratedCare.Identity.Clients;

/// <summary>A program that signs in with a secret and acts in one role.</summary>
internal sealed partial class Client
{
    public const int IdLengthMax = 64;

    public required string Id { get; init; }
    public required string Role { get; set; }
    public string? OrganisationCode { get; set; }       // null: it acts for the place itself
    public required SecretHash Secret { get; set; }

    public string Subject => $"client:{Id}";

    /// <summary>Whether the text can be a client's id at all. What cannot is not even written down.</summary>
    public static bool IsId(string text) => text.Length <= IdLengthMax && IdPattern().IsMatch(text);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex IdPattern();
}
