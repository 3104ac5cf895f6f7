using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Synonyms;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Tests.Synonyms;

public sealed class SynonymTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly Author Editor = new("editor", "directory-editor", "council");
    private static readonly PutSynonymRequest Lonely = new() { Phrase = "feeling lonely", Meanings = ["befriending", "social isolation"] };

    [Fact]
    public void A_synonym_sent_again_as_it_stands_changes_nothing()
    {
        var synonym = Synonym.Of(new(Guid.NewGuid()), Lonely, Editor, Now);

        Assert.False(synonym.Amend(Lonely with { Phrase = " feeling  lonely ", Note = " " }, new("another", null, null), Now.AddDays(1)));
        Assert.Equal((1, Now, "editor"), (synonym.Version, synonym.ChangedAt, synonym.ChangedBy));
    }

    [Fact]
    public void A_removed_synonym_stands_again_when_it_is_sent_again()
    {
        var synonym = Synonym.Of(new(Guid.NewGuid()), Lonely, Editor, Now);

        synonym.Remove(Editor, Now.AddDays(1));
        Assert.False(synonym.Stands);

        Assert.True(synonym.Amend(Lonely, Editor, Now.AddDays(2)));
        Assert.Equal((true, 3, Now.AddDays(2)), (synonym.Stands, synonym.Version, synonym.ChangedAt));
    }

    public static TheoryData<string, string[], string> Refused => new()
    {
        { "one two three four five", ["x"], "synonym.phrase-words" },
        { "?!", ["x"], "synonym.phrase-words" },
        { "x", ["one two three four five six seven"], "synonym.meaning-words" },
        { "x", ["y", "-"], "synonym.meaning-words" },
        { "feeling lonely", ["Feeling Lonely"], "synonym.means-itself" },
        { "x", ["Befriending", "befriending "], "synonym.meaning-twice" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void A_synonym_that_makes_no_sense_is_refused_and_leaves_the_one_that_stands(string phrase, string[] meanings, string code)
    {
        var synonym = Synonym.Of(new(Guid.NewGuid()), Lonely, Editor, Now);

        var refusal = Assert.Throws<DomainException>(
            () => synonym.Amend(new() { Phrase = phrase, Meanings = meanings }, Editor, Now));

        Assert.Equal(code, refusal.Error.Code);
        Assert.Equal(("feeling lonely", 1), (synonym.Phrase, synonym.Version));
    }
}
