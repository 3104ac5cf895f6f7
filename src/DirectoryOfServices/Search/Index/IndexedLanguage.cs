namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Languages as the index keeps them: BCP 47 tags, and one word for whoever interprets.</summary>
internal static class IndexedLanguage
{
    public const string English = "en";

    /// <summary>Not a language but the way to all of them.</summary>
    public const string Interpreted = "interpreted";
}
