using IntegratedCare.Identity.Tokens;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Tests.Tokens;

public sealed class TokenReachTests
{
    private static readonly string[] Held = ["scheduling.read", "scheduling.write", "ledger.read"];

    [Fact]
    public void A_program_that_asks_for_nothing_gets_what_it_has_and_only_where_it_has_it()
    {
        var reach = Granted(scope: null, resource: null);

        Assert.Equal(["scheduling", "ledger"], reach.Audiences);
        Assert.Equal("scheduling.read scheduling.write ledger.read", reach.Scope);
    }

    [Theory]
    [InlineData("ledger.read", null, "ledger", "ledger.read")]
    [InlineData(" ledger.read  scheduling.read ledger.read ", null, "scheduling,ledger", "ledger.read scheduling.read")]
    [InlineData(null, "scheduling", "scheduling", "scheduling.read scheduling.write")]
    [InlineData("scheduling.read", "scheduling", "scheduling", "scheduling.read")]
    public void A_program_may_ask_for_less(string? scope, string? resource, string audiences, string granted)
    {
        var reach = Granted(scope, resource);

        Assert.Equal(audiences.Split(','), reach.Audiences);
        Assert.Equal(granted, reach.Scope);
    }

    [Theory]
    [InlineData("ledger.write", null)]
    [InlineData("ledger.read quality.read", null)]
    [InlineData("ledger.*", null)]
    [InlineData("Ledger.Read", null)]
    [InlineData(" ", null)]
    [InlineData("ledger.read", "scheduling")]
    public void A_program_never_gets_a_scope_that_it_does_not_have_there(string? scope, string? resource) =>
        Assert.Equal(TokenRefusal.ScopeUnknown, TokenReach.Of(Asked(scope, resource), Held).Refusal);

    [Theory]
    [InlineData("quality")]
    [InlineData("moon")]
    public void A_program_gets_no_token_for_a_service_where_it_may_do_nothing(string resource) =>
        Assert.Equal(TokenRefusal.ResourceUnknown, TokenReach.Of(Asked(null, resource), Held).Refusal);

    [Fact]
    public void A_person_s_token_has_no_scope_and_reaches_one_service_or_all()
    {
        var all = TokenReach.Of(Asked(null, null), held: null).Reach;
        var one = TokenReach.Of(Asked(null, "ledger"), held: null).Reach;

        Assert.Equal(Scopes.Audiences, all?.Audiences);
        Assert.Equal(["ledger"], one?.Audiences);
        Assert.Null(all?.Scope);
        Assert.Equal(TokenRefusal.ScopeUnknown, TokenReach.Of(Asked("ledger.read", null), held: null).Refusal);
        Assert.Equal(TokenRefusal.ResourceUnknown, TokenReach.Of(Asked(null, "moon"), held: null).Refusal);
    }

    private static TokenReach Granted(string? scope, string? resource)
    {
        var (reach, refusal) = TokenReach.Of(Asked(scope, resource), Held);
        Assert.Null(refusal);
        return reach ?? throw new InvalidOperationException("There is neither a reach nor a refusal.");
    }

    private static TokenForm Asked(string? scope, string? resource) =>
        new(GrantTypes.ClientCredentials, Scope: scope, Resource: resource);
}
