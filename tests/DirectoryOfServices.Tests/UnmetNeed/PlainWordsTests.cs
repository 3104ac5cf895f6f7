using System.Text.RegularExpressions;
using IntegratedCare.DirectoryOfServices.UnmetNeed;

namespace IntegratedCare.DirectoryOfServices.Tests.UnmetNeed;

public sealed partial class PlainWordsTests
{
    [Theory]
    [InlineData("Singing for lung health", "singing for lung health")]
    [InlineData("carer's break, 24/7", "carer break")]
    [InlineData("943 476 5919 leg ulcer", "leg ulcer")]
    [InlineData("leg ulcer 9434765919", "leg ulcer")]
    [InlineData("nhs943-476-5919 ulcer", "ulcer")]
    [InlineData("call 0161 496 0123 about meals", "call about meals")]
    [InlineData("+44(0)7700 900123 befriending", "befriending")]
    [InlineData("meals in OL1 2HG", "meals in")]
    [InlineData("meals ol12hg", "meals")]
    [InlineData("jo.bloggs@nhs.net befriending", "befriending")]
    [InlineData("https://example.org/jo befriending www.example.org", "befriending")]
    [InlineData("born 04/03/1951 stroke", "born stroke")]
    [InlineData("78yo with falls", "with falls")]
    [InlineData("Mrs Ashworth befriending", "befriending")]
    [InlineData("dr ashworth's dementia cafe", "dementia cafe")]
    [InlineData("٩٤٣٤٧٦٥٩١٩ ulcer", "ulcer")]
    [InlineData("x", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Words_for_care_are_kept_and_nothing_that_tells_of_whom(string? text, string kept) => Assert.Equal(kept, PlainWords.Of(text));

    [Fact]
    public void Whatever_is_typed_nothing_with_a_digit_or_an_at_is_kept_and_little_is()
    {
        var random = new Random(20260117);
        const string letters = "aZ09 @./:-(+)'’éß٣\u0301\n  ";
        for (var n = 0; n < 20_000; n++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => letters[random.Next(letters.Length)]));

            var kept = PlainWords.Of(text);

            Assert.DoesNotMatch(Forbidden(), kept);
            Assert.True(kept.Length <= PlainWords.LengthMax);
            Assert.Equal(kept, PlainWords.Of(kept));
        }
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(0, "0-4")]
    [InlineData(17, "5-17")]
    [InlineData(18, "18-64")]
    [InlineData(79, "65-79")]
    [InlineData(130, "80+")]
    public void Of_an_age_the_part_of_life_is_kept(int? age, string band) => Assert.Equal(band, AgeBand.Of(age));

    [GeneratedRegex(@"[\p{N}@/]")]
    private static partial Regex Forbidden();
}
