namespace IntegratedCare.Kernel.Auth;

/// <summary>What a program's token may be used for: reading or writing, at one service. A person's token has no scope at all.</summary>
public static class Scopes
{
    /// <summary>Whoever checks tokens: every service of the place, and the gateway for the endpoints of its own.</summary>
    public static readonly IReadOnlyList<string> Audiences = ["directory", "scheduling", "ledger", "quality", "identity", "gateway"];

    /// <summary>Every scope there is.</summary>
    public static readonly IReadOnlyList<string> All = [.. Audiences.SelectMany(audience => new[] { Read(audience), Write(audience) })];

    /// <summary>Asking the service, and changing nothing.</summary>
    public static string Read(string audience) => $"{audience}.read";

    /// <summary>Changing something at the service.</summary>
    public static string Write(string audience) => $"{audience}.write";
}
