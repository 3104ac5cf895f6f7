using IntegratedCare.DirectoryOfServices.Places;

namespace IntegratedCare.DirectoryOfServices.Tests.Places;

public sealed class PostcodeTests
{
    [Theory]
    [InlineData("OL1 2JH", "OL1 2JH")]
    [InlineData("ol12jh", "OL1 2JH")]
    [InlineData(" m34  2gp ", "M34 2GP")]
    [InlineData("SW1A 1AA", "SW1A 1AA")]
    [InlineData("gir 0aa", "GIR 0AA")]
    public void A_postcode_has_one_written_form(string typed, string written)
    {
        Assert.True(Postcode.TryParse(typed, out var postcode));
        Assert.Equal(written, postcode.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("OL1")]
    [InlineData("OL1 2J")]
    [InlineData("OL1 2JHH")]
    [InlineData("1OL 2JH")]
    [InlineData("OL1-2JH")]
    [InlineData("OL1 2JH\n")]
    [InlineData("ОL1 2JH")]    // a Cyrillic capital O
    [InlineData("OL1                 2JH")]
    public void What_is_no_postcode_is_not_read_as_one(string? typed) => Assert.False(Postcode.TryParse(typed, out _));
}
