namespace IntegratedCare.Identity.Tokens;

/// <summary>Which services accept a token, and what a program may do there.</summary>
internal sealed record TokenReach(IReadOnlyList<string> Audiences, IReadOnlyList<string> Scopes)
{
    private const char Between = ' ';

    /// <summary>The scopes as a token carries them; null for a person's token.</summary>
    public string? Scope => Scopes.Count == 0 ? null : string.Join(Between, Scopes);

    /// <summary>What was asked for, as far as the holder has it; <paramref name="held"/> is null for a person.</summary>
    public static (TokenReach? Reach, TokenRefusal? Refusal) Of(TokenForm asked, IReadOnlyList<string>? held)
    {
        if (asked.Resource is { } resource && !Kernel.Auth.Scopes.Audiences.Contains(resource)) return (null, TokenRefusal.ResourceUnknown);
        if (held is not null) return OfProgram(asked, held);
        if (asked.Scope is not null) return (null, TokenRefusal.ScopeUnknown);
        return (new(asked.Resource is null ? Kernel.Auth.Scopes.Audiences : [asked.Resource], []), null);
    }

    private static (TokenReach? Reach, TokenRefusal? Refusal) OfProgram(TokenForm asked, IReadOnlyList<string> held)
    {
        var wanted = asked.Scope?.Split(Between, StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        if (wanted is { Count: 0 } || wanted?.Except(held).Any() == true) return (null, TokenRefusal.ScopeUnknown);

        var scopes = (wanted ?? held).Where(scope => asked.Resource is null || IsAt(asked.Resource, scope)).ToList();
        if (wanted is not null && scopes.Count < wanted.Count) return (null, TokenRefusal.ScopeUnknown);    // one of another service
        if (scopes.Count == 0) return (null, TokenRefusal.ResourceUnknown);

        return (new([.. Kernel.Auth.Scopes.Audiences.Where(service => scopes.Exists(scope => IsAt(service, scope)))], scopes), null);
    }

    private static bool IsAt(string service, string scope) =>
        scope == Kernel.Auth.Scopes.Read(service) || scope == Kernel.Auth.Scopes.Write(service);
}
