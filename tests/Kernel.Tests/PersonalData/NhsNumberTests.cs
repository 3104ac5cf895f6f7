using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Kernel.Tests.PersonalData;

public sealed class NhsNumberTests
{
    [Theory]
    [InlineData("9434765919")]
    [InlineData("4010232137")]
    [InlineData("9000000009")]
    [InlineData("944 930 4424")]
    public void A_number_with_the_right_check_digit_is_read(string text)
    {
        Assert.True(NhsNumber.TryParse(text, out var number));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), number.Reveal());
        Assert.DoesNotContain(number.Reveal(), number.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("9991234560")]
    [InlineData("1234678891")]
    [InlineData("9434765918")]
    [InlineData("943476591")]
    [InlineData("94347659190")]
    [InlineData("943476591a")]
    [InlineData("0000000000")]
    [InlineData("999 999 9999")]
    [InlineData("٩٤٣٤٧٦٥٩١٩")]
    public void Anything_else_is_not_an_nhs_number(string? text) => Assert.False(NhsNumber.TryParse(text, out _));
}
