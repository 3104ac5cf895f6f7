namespace IntegratedCare.Gateway.Sessions;

/// <summary>What the identity service said of a session.</summary>
internal sealed record SessionAnswer(SessionState State, string? Token = null)
{
    public static readonly SessionAnswer Ended = new(SessionState.Ended);

    public static readonly SessionAnswer Unreachable = new(SessionState.Unreachable);

    public string? Authorization => Token is null ? null : $"Bearer {Token}";

    /// <summary>Never the token, so that it cannot slip into a log.</summary>
    public override string ToString() => State.ToString();
}

internal enum SessionState
{
    /// <summary>There is a token for the service asked for.</summary>
    Open,

    /// <summary>The session has ended, or never was.</summary>
    Ended,

    /// <summary>Nobody can say now.</summary>
    Unreachable,
}
