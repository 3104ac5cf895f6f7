using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.Tests.AccessRules;

public sealed class AccessRuleTests
{
    private const string Ledger = """
        {"openapi":"3.1.1","info":{"title":"Ledger"},"paths":{
          "/api/ledger/funds":{"get":{"operationId":"FindFunds","x-policy":"funds.read"}},
          "/api/ledger/<script>alert(1)</script>":{"post":{"operationId":"Odd","x-policy":"fund.contribute"}},
          "/api/ledger/open":{"get":{"x-open-because":"It says <b>nothing</b>."}}}}
        """;

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Programs_read_every_policy_with_its_roles_relationship_and_endpoints()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        backEnd.Description = Ledger;
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)]);
        using var anyone = gateway.Anonymous();

        var rules = await anyone.GetFromJsonAsync<JsonElement>("/docs/access.json", Ending);

        var policies = rules.GetProperty("policies").EnumerateArray().ToList();
        Assert.Equal(Policies.All.Select(policy => policy.Name), policies.Select(policy => policy.GetProperty("name").GetString()));
        Assert.Equal(Roles.All, rules.GetProperty("roles").EnumerateArray().Select(role => role.GetProperty("code").GetString()));
        var read = policies.Single(policy => policy.GetProperty("name").GetString() == "funds.read");
        Assert.Equal(Policies.FundsRead.Roles, read.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal("/api/ledger/funds", read.GetProperty("endpoints")[0].GetProperty("path").GetString());
        var status = policies.Single(policy => policy.GetProperty("name").GetString() == "status.read");
        Assert.Contains(status.GetProperty("endpoints").EnumerateArray(), endpoint => endpoint.GetProperty("path").GetString() == "/status");
        Assert.Equal(
            ["directory", "quality", "scheduling"],
            rules.GetProperty("undescribed").EnumerateArray().Select(service => service.GetString()).Order());
    }

    [Fact]
    public async Task People_read_the_same_on_a_page_that_needs_no_script_and_lets_none_in()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        backEnd.Description = Ledger;
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)]);
        using var anyone = gateway.Anonymous();

        using var answer = await anyone.GetAsync("/docs/access", Ending);
        var page = await answer.Content.ReadAsStringAsync(Ending);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.All(Policies.All, policy => Assert.Contains($"id=\"{policy.Name}\"", page, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("It says &lt;b&gt;nothing&lt;/b&gt;.", page, StringComparison.Ordinal);
        Assert.Contains("Not reachable at present", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);      // every place of the frame is filled
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);    // our own content security policy would drop it
    }

    [Fact]
    public async Task Every_role_and_policy_of_the_matrix_is_marked_as_the_table_says()
    {
        await using var gateway = await GatewayHost.StartAsync([]);
        using var anyone = gateway.Anonymous();

        var page = await anyone.GetStringAsync("/docs/access", Ending);

        Assert.All(Policies.All, policy =>
        {
            var start = page.IndexOf($"""<th scope="row"><a href="#{policy.Name}">""", StringComparison.Ordinal);
            var row = page[start..page.IndexOf("</tr>", start, StringComparison.Ordinal)];
            Assert.Equal(Roles.All.Count, row.Split("<td").Length - 1);
            Assert.Equal(policy.Roles.Count, row.Split("<td class=").Length - 1);
        });
    }
}
