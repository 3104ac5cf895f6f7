using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.AccessRules;

/// <summary>The table of policies together with the endpoints that name them, put together once in a while and not for every reader.</summary>
internal sealed class AccessRuleBook(NamedEndpoints endpoints, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private volatile Edition? latest;

    public async Task<AccessView> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (latest is { } known && now - known.At < Fresh) return known.View;

        var (named, undescribed) = await endpoints.FindAsync(cancellationToken);
        var view = ViewOf(named, undescribed);
        if (undescribed.Count == 0) latest = new(view, now);        // an incomplete one is not kept
        return view;
    }

    private static AccessView ViewOf(IReadOnlyList<NamedEndpoints.Named> named, IReadOnlyList<string> undescribed) => new(
        [.. Roles.All.Select(role => new RoleView(role, AccessRoles.TitleOf(role)))],
        [.. Policies.All.Select(policy => policy.Relationship).Distinct().Select(r => new RelationshipView(r.Name, r.Sentence))],
        [.. Policies.All.Select(policy => new PolicyView(
            policy.Name, policy.Sentence, policy.IsPersonal, policy.Relationship.Name, policy.Roles,
            [.. named.Where(endpoint => endpoint.Policy == policy.Name).Select(endpoint => endpoint.Endpoint)]))],
        [.. named.Where(endpoint => endpoint.OpenBecause is not null).Select(endpoint => new OpenEndpointView(
            endpoint.Endpoint.Service, endpoint.Endpoint.Method, endpoint.Endpoint.Path, endpoint.OpenBecause!))],
        undescribed);

    private sealed record Edition(AccessView View, DateTimeOffset At);
}
