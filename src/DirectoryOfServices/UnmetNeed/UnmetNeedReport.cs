namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>What people of the place looked for and did not find: of nobody, and in words that could name nobody.</summary>
/// <remarks>
/// Words that the directory and its synonyms hold are shown as they were said. Other words may be a name: they are shown once five different
/// people have said them, before that only the words beside them that the directory knows. Breakdowns leave out what was counted fewer than
/// five times.
/// </remarks>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, included.</param>
/// <param name="Searches">All searches that found nothing.</param>
/// <param name="Words">What was said most often, at most 100.</param>
/// <param name="NotShown">Searches whose words are too rare to be shown, or not among the most frequent.</param>
/// <param name="WithoutWords">Searches by category, age and the like alone.</param>
/// <param name="Neighbourhoods">By the person's neighbourhood.</param>
/// <param name="Categories">By the kind of care.</param>
/// <param name="Needs">By the taxonomy's term.</param>
/// <param name="Deliveries">By the way of delivery.</param>
/// <param name="AgeBands">By the part of life.</param>
public sealed record UnmetNeedReport(
    DateOnly From,
    DateOnly To,
    int Searches,
    IReadOnlyList<UnmetWords> Words,
    int NotShown,
    int WithoutWords,
    IReadOnlyList<UnmetShare> Neighbourhoods,
    IReadOnlyList<UnmetShare> Categories,
    IReadOnlyList<UnmetShare> Needs,
    IReadOnlyList<UnmetShare> Deliveries,
    IReadOnlyList<UnmetShare> AgeBands)
{
    /// <summary>From so many different people on, words name nobody.</summary>
    internal const int AskersMin = 5;

    /// <summary>What was counted less often is left out of a breakdown.</summary>
    internal const int CountMin = 5;

    internal const int WordsMax = 100;

    /// <summary>Those of the words that the directory knows, in their order.</summary>
    internal static string Known(string words, IReadOnlySet<string> known) => string.Join(' ', words.Split(' ').Where(known.Contains));

    /// <summary>The words as they may be shown; empty where none may.</summary>
    internal static string Shown(string words, int askers, IReadOnlySet<string> known) =>
        askers >= AskersMin ? words : Known(words, known);
}

/// <summary>Words that found nothing: how often, for whose neighbourhoods, and what of the directory comes nearest.</summary>
public sealed record UnmetWords(
    string Words, int Searches, IReadOnlyList<UnmetShare> Neighbourhoods, IReadOnlyList<NearestService> Nearest);

/// <summary>How many of the searches had one thing in common.</summary>
public sealed record UnmetShare(string Code, int Searches);

/// <summary>A service that holds some of the words.</summary>
public sealed record NearestService(Guid Id, string Name);
