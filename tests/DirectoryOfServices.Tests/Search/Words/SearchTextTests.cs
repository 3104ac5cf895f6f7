using IntegratedCare.DirectoryOfServices.Search.Words;

namespace IntegratedCare.DirectoryOfServices.Tests.Search.Words;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("leg ulcer", "leg ulcer")]
    [InlineData("  LEG,  ulcer! ", "leg ulcer")]
    [InlineData("\"leg ulcer\" clinic", "leg ulcer clinic [leg ulcer]")]
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

    private static string Written(SearchText text) => string.Join(" | ", text.Branches.Select(branch => string.Join(' ',
        branch.Words.Concat(branch.Excluded.Select(word => $"-{word}")).Concat(branch.Phrases.Select(phrase => $"[{phrase}]")))));
}
