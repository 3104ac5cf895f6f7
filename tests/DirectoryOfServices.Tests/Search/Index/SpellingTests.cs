using IntegratedCare.DirectoryOfServices.Search.Index;

namespace IntegratedCare.DirectoryOfServices.Tests.Search.Index;

public sealed class SpellingTests
{
    private static readonly string[] Vocabulary =
        ["ulcer", "physiotherapi", "asthma", "diarrhoea", "diabet", "leg", "log", "feet", "chiropodi", "scan", "breath", "haemorrhoid", "alzheim", "physio", "2024"];

    [Theory]
    [InlineData("ulser", "ulcer")]
    [InlineData("ulcre", "ulcer")]
    [InlineData("fysiotherapi", "physiotherapi")]
    [InlineData("asma", "asthma")]
    [InlineData("diarea", "diarrhoea")]
    [InlineData("hemoroid", "haemorrhoid")]
    [InlineData("dyabet", "diabet")]
    [InlineData("chiropodist", "chiropodi")]
    [InlineData("alziem", "alzheim")]
    [InlineData("breth", "breath")]
    [InlineData("physiother", "physiotherapi")]
    public void A_word_is_read_as_the_one_that_it_sounds_and_looks_like(string typed, string expected) =>
        Assert.Equal(expected, Spelling.Of(IndexOf(Vocabulary), typed) is [var guess, ..] ? guess.Word : null);

    [Theory]
    [InlineData("feel")]       // not "feet": a short word is guessed by its sound alone
    [InlineData("lag")]
    [InlineData("xqzvkw")]
    [InlineData("2025")]
    [InlineData("wheelbarrow")]
    public void What_is_too_far_from_every_word_is_not_guessed(string typed) => Assert.Empty(Spelling.Of(IndexOf(Vocabulary), typed));

    [Fact]
    public void A_word_that_no_service_holds_any_more_is_no_guess()
    {
        var (writer, service) = (new IndexWriter(), Holding("ulcer"));
        writer.Apply([service], []);
        writer.Apply([], [service.Id]);

        Assert.Empty(Spelling.Of(writer.Current, "ulser"));
    }

    [Theory]
    [InlineData("ulcer", "ulcer", 0)]
    [InlineData("ulcer", "ulcre", 1)]
    [InlineData("ulcer", "lcer", 1)]
    [InlineData("ulcer", "ulccer", 1)]
    [InlineData("ulcer", "alcor", 2)]
    [InlineData("", "abc", 3)]
    public void Errors_are_letters_left_out_put_in_changed_or_swapped(string one, string other, int errors)
    {
        Assert.Equal(errors, Spelling.ErrorsBetween(one, other, 3));
        Assert.Equal(errors, Spelling.ErrorsBetween(other, one, 3));
        if (errors > 0) Assert.Null(Spelling.ErrorsBetween(one, other, errors - 1));
    }

    private static ServiceIndex IndexOf(string[] words)
    {
        var writer = new IndexWriter();
        writer.Apply([.. words.Select(Holding)], []);
        return writer.Current;
    }

    private static IndexedService Holding(string word) => new()
    {
        Id = Guid.NewGuid(), Name = word, Words = [new(word, 1, 0, 0, 0)], Tags = [], Provider = new(Guid.Empty, "Trust", null),
    };
}
