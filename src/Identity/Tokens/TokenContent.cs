using IntegratedCare.Identity.Sessions;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Tokens;

/// <summary>What a token is to say: who, where it is accepted and for what, and which browser session it stands for.</summary>
internal sealed record TokenContent(Caller Caller, TokenReach Reach, Session? Session)
{
    public string? SessionId => Session?.Id.Value.ToString("N");                    // null: no browser session
    public IReadOnlyList<string> AuthenticationMethods => Session?.AuthenticationMethods.Split(' ') ?? [];     // empty as SessionId
}
