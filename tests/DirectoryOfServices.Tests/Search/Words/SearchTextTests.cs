using IntegratedCare.DirectoryOfServices.Search.Words;

namespace IntegratedCare.DirectoryOfServices.Tests.Search.Words;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("leg ulcer", "leg ulcer")]
    [InlineData("  LEG,  ulcer! ", "leg ulcer")]
    [InlineData("\"leg ulcer\" clinic", "leg ulcer clinic [leg ulcer]")]
    [InlineData("\"a b\" \"c d\" \"e f\"", "a b c d e f [a b] [c d]")]
    [InlineData("leg -foot", "leg -foot")]
    [InlineData("x-ray", "x ray")]
    [InlineData("back or neck pain", "back | neck pain")]
    [InlineData("or leg or or ulcer or", "leg | ulcer")]
    [InlineData("\"unclosed leg", "unclosed leg")]
    [InlineData("- - -", "")]
    [InlineData("!!!", "")]
    [InlineData(null, "")]
    public void Text_is_taken_apart_as_a_search_box_does(string? text, string expected) => Assert.Equal(expected, Written(SearchText.Read(text)));

    [Fact]
    public void Nobody_says_more_than_twelve_words_in_one_breath() =>
        Assert.Equal(SearchText.WordsMax, SearchText.Read(string.Join(' ', Enumerable.Range(0, 60).Select(n => $"w{n}"))).Words.Count());

    [Fact]
    public void Words_after_the_twelfth_are_said_to_be_dropped()
    {
        var text = SearchText.Read("a b c d e f g h i j k l \"m n\" a -m o");

        Assert.Equal(["m", "n", "o"], text.Dropped);
    }

    private static string Written(SearchText text) => string.Join(" | ", text.Branches.Select(branch => string.Join(' ',
        branch.Words.Concat(branch.Excluded.Select(word => $"-{word}")).Concat(branch.Phrases.Select(phrase => $"[{phrase}]")))));
}
