using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Tokens;

/// <summary>What a token is to say: who, where it is accepted and for what, and which browser session it stands for.</summary>
internal sealed record TokenContent(Caller Caller, TokenReach Reach)
{
    public string? SessionId { get; init; }                                         // null: no browser session
    public IReadOnlyList<string> AuthenticationMethods { get; init; } = [];         // RFC 8176; empty: not a person's own sign-in
}
