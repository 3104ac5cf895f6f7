using IntegratedCare.Identity.Federation;

namespace IntegratedCare.Identity.Tests.Federation;

public sealed class ReturnPathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/diary")]
    [InlineData("/diary/")]
    [InlineData("/teams/0197f3c2-aaaa-7000-8000-000000000001/day?date=2026-05-01")]
    [InlineData("/search?q=leg%20ulcer&page=2")]
    [InlineData("/search?q=caf%C3%A9")]
    [InlineData("/?next=/diary")]
    [InlineData("/a.b/..c")]
    public void A_path_of_this_place_is_local(string path) => Assert.True(ReturnPath.IsLocal(path));

    [Theory]
    [InlineData("")]
    [InlineData("diary")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("\\/evil.example")]
    [InlineData("/a//evil.example")]
    [InlineData("/a\\evil.example")]
    [InlineData("/./evil.example")]
    [InlineData("/..//evil.example")]
    [InlineData("/a/../b")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("/\r\nLocation: https://evil.example")]
    [InlineData("/diary\n")]
    [InlineData(" /diary")]
    [InlineData("/ /evil.example")]
    [InlineData("/\u0000diary")]
    [InlineData("/\u00a0diary")]
    [InlineData("/\uff0f\uff0fevil.example")]
    [InlineData("/%2Fevil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("/%252Fevil.example")]
    [InlineData("%2F%2Fevil.example")]
    [InlineData("/diary?next=%0D%0ALocation:%20x")]
    [InlineData("/diary?a=%")]
    [InlineData("/diary?a=%zz")]
    [InlineData("/diary#top")]
    [InlineData("/diary?a=<script>")]
    [InlineData("/identity/sign-in/external/cis2")]
    [InlineData("/IDENTITY/sign-in/external/cis2")]
    public void Whatever_leads_elsewhere_or_might_be_read_so_is_not(string path) => Assert.False(ReturnPath.IsLocal(path));

    [Fact]
    public void A_path_has_a_longest()
    {
        Assert.True(ReturnPath.IsLocal("/" + new string('a', ReturnPath.LengthMax - 1)));
        Assert.False(ReturnPath.IsLocal("/" + new string('a', ReturnPath.LengthMax)));
    }
}
