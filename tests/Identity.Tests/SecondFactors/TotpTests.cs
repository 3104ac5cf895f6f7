using System.Text;
using IntegratedCare.Identity.SecondFactors;

namespace IntegratedCare.Identity.Tests.SecondFactors;

public sealed class TotpTests
{
    // The secret and the eight-figure codes of RFC 6238, appendix B; ours are their last six figures.
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_111_111_111);
    private static readonly long Step = Totp.StepAt(Now);

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1_111_111_109, "07081804")]
    [InlineData(1_111_111_111, "14050471")]
    [InlineData(1_234_567_890, "89005924")]
    [InlineData(2_000_000_000, "69279037")]
    [InlineData(20_000_000_000, "65353130")]
    public void The_codes_are_those_of_the_standard(long second, string code) =>
        Assert.Equal(code[^6..], Totp.CodeOf(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(second))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_off_by_one_step(int off, bool isGood) =>
        Assert.Equal(isGood ? Step + off : null, Totp.StepOf(Totp.CodeOf(Secret, Step + off), Secret, lastUsed: null, Now));

    [Fact]
    public void A_step_that_was_used_is_over_and_so_are_those_before_it()
    {
        Assert.Null(Totp.StepOf(Totp.CodeOf(Secret, Step), Secret, lastUsed: Step, Now));
        Assert.Null(Totp.StepOf(Totp.CodeOf(Secret, Step - 1), Secret, lastUsed: Step, Now));
        Assert.Equal(Step + 1, Totp.StepOf(Totp.CodeOf(Secret, Step + 1), Secret, lastUsed: Step, Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("000000")]
    [InlineData("05047")]
    [InlineData("0504711")]
    [InlineData("٠٥٠٤٧١")]
    [InlineData("05047l")]
    public void Anything_else_is_no_code(string code) => Assert.Null(Totp.StepOf(code, Secret, lastUsed: null, Now));

    // RFC 4648 §10.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void The_secret_is_typed_in_base_32(string text, string typed) => Assert.Equal(typed, Totp.TextOf(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void The_picture_says_whose_code_it_is_and_how_it_is_made() => Assert.Equal(
        "otpauth://totp/Integrated%20Care%3A%20Oldham:a.b%40nhs.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        + "&issuer=Integrated%20Care%3A%20Oldham&algorithm=SHA1&digits=6&period=30",
        Totp.AddressOf(Secret, "Integrated Care: Oldham", "a.b@nhs.example"));
}
