using System.Security.Claims;
using IntegratedCare.Kernel.Auth;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Kernel.Tests.Auth;

public class ProvenTokensTests
{
    private static readonly IList<SecurityKey> Keys = [new SymmetricSecurityKey(new byte[32])];

    [Fact]
    public void A_proof_holds_for_the_very_token_scheme_and_keys_it_was_given_for()
    {
        var proven = new ProvenTokens();
        var result = Proof(TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(5));
        proven.Keep("token", "Bearer", Keys, result);

        Assert.Same(result.ClaimsIdentity, proven.Find("token", "Bearer", Keys));
        Assert.Null(proven.Find("token.", "Bearer", Keys));
        Assert.Null(proven.Find("token", "Recognition", Keys));
        Assert.Null(proven.Find("token", "Bearer", [.. Keys]));
    }

    [Theory]
    [InlineData(-600, -31)]
    [InlineData(31, 600)]
    public void A_proof_ends_with_its_token_and_does_not_begin_before_it(int fromSeconds, int untilSeconds)
    {
        var proven = new ProvenTokens();
        proven.Keep("token", "Bearer", Keys, Proof(TimeSpan.FromSeconds(fromSeconds), TimeSpan.FromSeconds(untilSeconds)));

        Assert.Null(proven.Find("token", "Bearer", Keys));
    }

    [Fact]
    public void However_many_tokens_are_shown_only_so_many_are_kept()
    {
        var proven = new ProvenTokens();
        var result = Proof(TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(5));
        for (var i = 0; i <= 10_000; i++) proven.Keep($"token {i}", "Bearer", Keys, result);

        Assert.Null(proven.Find("token 0", "Bearer", Keys));
        Assert.NotNull(proven.Find("token 10000", "Bearer", Keys));
    }

    private static TokenValidationResult Proof(TimeSpan from, TimeSpan until)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            NotBefore = now + from, IssuedAt = now + from, Expires = now + until, SigningCredentials = new(Keys[0], SecurityAlgorithms.HmacSha256),
        });
        return new() { IsValid = true, SecurityToken = new JsonWebToken(token), ClaimsIdentity = new ClaimsIdentity("test") };
    }
}
