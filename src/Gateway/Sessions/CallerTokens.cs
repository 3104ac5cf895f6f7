namespace IntegratedCare.Gateway.Sessions;

/// <summary>The caller's own authorization at each service, for what the gateway asks several of them in the caller's name.</summary>
internal sealed class CallerTokens(SessionTokens tokens)
{
    /// <summary>The token that came with the request, which may reach several services; or, of a browser's session, that service's own.</summary>
    public async Task<string?> ForAsync(HttpContext context, string service, CancellationToken cancellationToken)
    {
        if (context.Features.Get<BrowserSession>() is not { } session)
            return context.Request.Headers.Authorization.ToString() is { Length: > 0 } brought ? brought : null;

        var answer = await tokens.AskAsync(session.Cookie, service).WaitAsync(cancellationToken);
        return answer.Authorization;
    }
}
