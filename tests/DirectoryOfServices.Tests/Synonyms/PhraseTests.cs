using IntegratedCare.DirectoryOfServices.Synonyms;

namespace IntegratedCare.DirectoryOfServices.Tests.Synonyms;

public sealed class PhraseTests
{
    [Theory]
    [InlineData("Feeling lonely", "feeling lonely")]
    [InlineData("  feeling \t LONELY! ", "feeling lonely")]
    [InlineData("A&E", "a e")]
    [InlineData("children's centre", "children centre")]
    [InlineData("Parkinson’s", "parkinson")]
    [InlineData("can't sleep", "cant sleep")]
    [InlineData("d'être", "dêtre")]
    [InlineData("24/7", "24 7")]
    [InlineData("?!", "")]
    public void Two_spellings_of_a_phrase_have_one_key(string text, string key) => Assert.Equal(key, Phrase.KeyOf(text));

    [Fact]
    public void A_key_is_its_own_key()
    {
        var random = new Random(20260115);
        const string letters = "aAbB'’s &/-9 éÉ٣\u0301\n";
        for (var n = 0; n < 20_000; n++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => letters[random.Next(letters.Length)]));
            var key = Phrase.KeyOf(text);

            Assert.Equal(key, Phrase.KeyOf(key));
            Assert.Equal(key, Phrase.KeyOf(text.ToUpperInvariant()));
        }
    }
}
