using System.Reflection;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace IntegratedCare.Architecture.Tests.Endpoints;

public sealed class EndpointTests
{
    public static TheoryData<string> Services => [.. Repository.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_endpoint_says_who_may_reach_it(string service) => Check(service, endpoints =>
    {
        var silent = endpoints.Where(e => e.Metadata.GetMetadata<OpenToAnyone>() is null
            && e.Metadata.GetMetadata<Policy>() is null && !RouteTables.IsProbe(e));

        Assert.True(!silent.Any(), $"{Names(silent)}: who may reach it stands beside the route, because a reviewer looks there");
    });

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_endpoint_names_one_policy_of_the_table(string service) => Check(service, endpoints =>
    {
        var guarded = endpoints.Where(e => e.Metadata.GetMetadata<OpenToAnyone>() is null && !RouteTables.IsProbe(e));
        var strays = guarded.Where(e => e.Metadata.GetOrderedMetadata<Policy>() is not [var policy] || !Policies.All.Contains(policy));

        Assert.True(!strays.Any(), $"{Names(strays)}: two policies, or one beside the table, is a rule that no reader of the table knows");
    });

    [Theory]
    [MemberData(nameof(Services))]
    public void Nothing_is_guarded_and_open_at_once(string service) => Check(service, endpoints =>
    {
        var torn = endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null
            && e.Metadata.GetMetadata<Policy>() is not null);

        Assert.True(!torn.Any(), $"{Names(torn)}: to be open to anyone wins over every policy, so the policy would be for show");
    });

    [Theory]
    [MemberData(nameof(Services))]
    public void Nothing_is_open_to_anyone_without_a_reason(string service) => Check(service, endpoints =>
    {
        var open = endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null
            && e.Metadata.GetMetadata<OpenToAnyone>() is not { Reason.Length: > 10 } && !RouteTables.IsProbe(e));

        Assert.True(!open.Any(), $"{Names(open)} is open and says not why");
    });

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_endpoint_can_be_stopped(string service) => Check(service, endpoints =>
    {
        var deaf = endpoints.Where(e => e.Metadata.GetMetadata<MethodInfo>() is { } handler
            && handler.GetParameters().All(p => p.ParameterType != typeof(CancellationToken)) && !RouteTables.IsProbe(e)
            && handler.DeclaringType?.Namespace?.StartsWith("IntegratedCare", StringComparison.Ordinal) == true);

        Assert.True(!deaf.Any(), $"{Names(deaf)} takes no cancellation token: a caller who has gone still costs work");
    });

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_endpoint_stands_under_its_services_own_path(string service) => Check(service, endpoints =>
    {
        var name = RouteTables.NameOf(service);
        string[] standards = service switch
        {
            "DirectoryOfServices" => ["open-referral/v3/", "fhir/r4/"],
            "Scheduling" => ["fhir/r4/Appointment", "fhir/r4/Schedule", "fhir/r4/ServiceRequest", "fhir/r4/Slot"],
            _ => [],
        };
        string[] prefixes = [$"api/{name}/", $"{name}/", $"operations/{name}/", $"audit/{name}/", "openapi/", .. standards];
        var strays = endpoints.Where(e => !RouteTables.IsProbe(e)
            && !prefixes.Any(p => (e.RoutePattern.RawText ?? "").TrimStart('/').StartsWith(p, StringComparison.Ordinal)));

        Assert.True(!strays.Any(), $"{Names(strays)}: the gateway forwards paths as they are");
    });

    [Theory]
    [MemberData(nameof(Services))]
    public void No_personal_identifier_stands_in_a_path(string service) => Check(service, endpoints =>
    {
        var leaking = endpoints.Where(e => e.RoutePattern.Parameters
            .Any(p => p.Name.Contains("nhs", StringComparison.OrdinalIgnoreCase) || p.Name.Contains("person", StringComparison.OrdinalIgnoreCase)
                && !p.Name.Contains("persona", StringComparison.OrdinalIgnoreCase)));

        Assert.True(!leaking.Any(), $"{Names(leaking)}: addresses are logged by every machine on the way");
    });

    private static string Names(IEnumerable<RouteEndpoint> endpoints) =>
        string.Join(", ", endpoints.Select(e => e.DisplayName ?? e.RoutePattern.RawText));

    private static void Check(string service, Action<IReadOnlyList<RouteEndpoint>> check) => check(RouteTables.Of(service));
}
