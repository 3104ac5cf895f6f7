namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>How much a word says about a document: BM25 over weighted parts (BM25F), as a byte.</summary>
/// <remarks>
/// Lengths are set against fixed typical ones and not against the collection's averages, so that what a word says about one service
/// never depends on the other services and need not be computed anew when they change. How rare a word is comes in when somebody asks.
/// </remarks>
internal static class Impact
{
    public const int Max = byte.MaxValue;

    /// <summary>The most that rarity can count; with <see cref="Max"/> it bounds a score.</summary>
    public const int RarityMax = byte.MaxValue;

    private const double NameWeight = 1, KeywordsWeight = 0.5, DescriptionWeight = 0.2, PlacesWeight = 0.05;
    private const double NameLength = 4, KeywordsLength = 8, DescriptionLength = 40, PlacesLength = 12;
    private const double LengthShare = 0.4;
    private const double Saturation = 0.6;
    private const double RarityScale = 16;

    public static byte Of(in Lexeme word, in Lexeme lengths)
    {
        var frequency = Part(word.InName, lengths.InName, NameWeight, NameLength)
            + Part(word.InKeywords, lengths.InKeywords, KeywordsWeight, KeywordsLength)
            + Part(word.InDescription, lengths.InDescription, DescriptionWeight, DescriptionLength)
            + Part(word.InPlaces, lengths.InPlaces, PlacesWeight, PlacesLength);
        return (byte)Math.Clamp((int)Math.Round(Max * frequency / (frequency + Saturation)), 1, Max);
    }

    /// <summary>How many words each part of a document has.</summary>
    public static Lexeme LengthsOf(IReadOnlyList<Lexeme> words)
    {
        var (name, keywords, description, places) = (0, 0, 0, 0);
        foreach (var word in words)
        {
            name += word.InName;
            keywords += word.InKeywords;
            description += word.InDescription;
            places += word.InPlaces;
        }

        return new(string.Empty, name, keywords, description, places);
    }

    /// <summary>What a word counts that <paramref name="holders"/> of <paramref name="total"/> documents hold (the inverse document frequency of BM25).</summary>
    public static int Rarity(int holders, int total) =>
        Math.Clamp((int)Math.Round(RarityScale * Math.Log(1 + (total - holders + 0.5) / (holders + 0.5))), 1, RarityMax);

    public static WordPlaces PlacesOf(in Lexeme word) =>
        (word.InName > 0 ? WordPlaces.Name : 0) | (word.InKeywords > 0 ? WordPlaces.Keywords : 0)
        | (word.InDescription > 0 ? WordPlaces.Description : 0) | (word.InPlaces > 0 ? WordPlaces.Places : 0);

    private static double Part(int count, int length, double weight, double typicalLength) =>
        count == 0 ? 0 : weight * count / (1 - LengthShare + LengthShare * length / typicalLength);
}
