namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>What a search's words come to in the words of the index.</summary>
/// <param name="Units">The words that count, each in every form in which it may be found; at most <see cref="UnitsMax"/>.</param>
/// <param name="Branches">The ways in which a service may answer: one, or several where somebody wrote "or".</param>
internal sealed record Meaning(IReadOnlyList<MeaningUnit> Units, IReadOnlyList<MeaningBranch> Branches)
{
    public const int UnitsMax = 12;

    /// <summary>Nobody said anything: every service answers.</summary>
    public static readonly Meaning Everything = new([], []);

    public bool IsEverything => Branches.Count == 0;
}

/// <summary>One word as somebody wrote it, and the forms that stand for it, best first: the first that a service holds is the one that counts.</summary>
/// <remarks>A word that may lack helps to rank, but a service need not hold it.</remarks>
internal sealed record MeaningUnit(string Written, IReadOnlyList<WordForm> Forms, bool MayLack = false);

/// <summary>One or more stems that must all stand in a service, and what each one counts (1 to <see cref="Impact.RarityMax"/>).</summary>
internal sealed record WordForm(FormKind Kind, IReadOnlyList<(string Stem, int Weight)> Stems);

internal enum FormKind
{
    /// <summary>As it was written, stemmed.</summary>
    Written,

    /// <summary>What it probably means: typing errors corrected, or the beginning of a word completed.</summary>
    Corrected,

    /// <summary>What it means in this place.</summary>
    Synonym,
}

/// <summary>Units that a service must hold (by number), stems that it must not, and phrases that must stand in it word for word.</summary>
internal sealed record MeaningBranch(IReadOnlyList<int> Units, IReadOnlyList<string> Excluded, IReadOnlyList<string> Phrases);
