using IntegratedCare.Architecture.Tests.Endpoints;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntegratedCare.Architecture.Tests.Access;

/// <summary>The committed table of who may reach what, against the policies in code. EndToEnd.Tests holds the running system to the same table.</summary>
public sealed class AccessTableTests
{
    private const string OpenToAnyone = "(anyone)";

    [Fact]
    public void Every_endpoint_and_every_caller_stand_in_the_committed_table_as_the_policies_say()
    {
        var callers = AccessCaller.Of(Repository.Root);
        var rows = Repository.Services.Append("Gateway")
            .SelectMany(project => Endpoints(project, callers))
            .OrderBy(row => row.Service, StringComparer.Ordinal).ThenBy(row => row.Path, StringComparer.Ordinal)
            .ThenBy(row => row.Method, StringComparer.Ordinal)
            .ToList();

        Snapshots.AssertMatches(
            Path.Combine(Repository.Root, AccessTable.File),
            new AccessTable([.. callers.Select(caller => caller.Name)], rows).Write(),
            "who may reach an endpoint is agreed on in this table, so that a new one is seen before it is open");
    }

    [Fact]
    public void Whoever_may_ask_for_the_head_of_an_answer_may_ask_for_the_whole()
    {
        foreach (var endpoints in Repository.Services.Select(RouteTables.Of))
        {
            foreach (var head in endpoints.Where(e => Takes(e, HttpMethods.Head)))
            {
                var whole = Assert.Single(endpoints, e => Takes(e, HttpMethods.Get) && e.RoutePattern.RawText == head.RoutePattern.RawText);

                Assert.Equal(whole.Metadata.GetMetadata<OpenToAnyone>(), head.Metadata.GetMetadata<OpenToAnyone>());
                Assert.Equal(whole.Metadata.GetMetadata<Policy>(), head.Metadata.GetMetadata<Policy>());
            }
        }

        static bool Takes(RouteEndpoint endpoint, string method) =>
            endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(method) == true;
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        var text = new AccessTable(
            ["anonymous", "gp"], [new("directory", "GET", "/api/directory/place", "directory.read", [Answer.Unknown, Answer.Yes])]).Write();

        Assert.Equal(text, AccessTable.Read(text).Write());
    }

    [Fact]
    public void No_policy_stands_in_the_table_that_no_endpoint_names()
    {
        var named = Repository.Services.Append("Gateway").SelectMany(RouteTables.Of)
            .Select(endpoint => endpoint.Metadata.GetMetadata<Policy>()).OfType<Policy>().ToHashSet();

        var idle = Policies.All.Where(policy => !named.Contains(policy)).Select(policy => policy.Name);

        Assert.True(!idle.Any(), $"{string.Join(", ", idle)}: a promise of the table that nothing keeps misleads whoever reads it");
    }

    private static IEnumerable<AccessRow> Endpoints(string project, IReadOnlyList<AccessCaller> callers) =>
        from endpoint in RouteTables.Of(project)
        where !RouteTables.IsProbe(endpoint) && !IsOwnDescription(project, endpoint)
        // The gateway's forwarding has no methods of its own, and what is forwarded stands in the service's rows.
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        where !HttpMethods.IsHead(method)    // the same as its GET, see below
        let policy = endpoint.Metadata.GetMetadata<OpenToAnyone>() is null ? endpoint.Metadata.GetMetadata<Policy>() : null
        let service = RouteTables.NameOf(project)
        select new AccessRow(
            service, method, $"/{endpoint.RoutePattern.RawText?.Trim('/')}", policy?.Name ?? OpenToAnyone,
            [.. callers.Select(caller => policy is null ? Answer.Yes : AnswerTo(caller, policy, service, OnlyReads(method, endpoint)))]);

    // A service's description is fetched by the gateway alone, which shows it under an address of its own.
    private static bool IsOwnDescription(string project, RouteEndpoint endpoint) =>
        project != "Gateway" && endpoint.RoutePattern.RawText?.StartsWith("/openapi/", StringComparison.Ordinal) == true;

    private static Answer AnswerTo(AccessCaller caller, Policy policy, string service, bool reads)
    {
        if (caller.Role is null) return Answer.Unknown;
        if (caller.Scopes is { } scopes)
        {
            // A program's token is meant for the services of its scopes, and to the others it is nobody.
            if (!scopes.Contains(Scopes.Read(service)) && !scopes.Contains(Scopes.Write(service))) return Answer.Unknown;
            if (!scopes.Contains(reads ? Scopes.Read(service) : Scopes.Write(service))) return Answer.Refused;
        }

        return policy.Roles.Contains(caller.Role) ? Answer.Yes : Answer.Refused;
    }

    private static bool OnlyReads(string method, RouteEndpoint endpoint) =>
        HttpMethods.IsGet(method) || endpoint.Metadata.GetMetadata<OnlyReads>() is not null;
}
