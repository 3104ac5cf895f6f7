using IntegratedCare.DirectoryOfServices.Search.Index;
using IntegratedCare.DirectoryOfServices.Synonyms;

namespace IntegratedCare.DirectoryOfServices.Search.Words;

/// <summary>Turns what was typed into what the index is asked: stems, corrections of words that nobody holds, and synonyms.</summary>
internal sealed class MeaningReader(ServiceIndex index, SynonymTable synonyms, IReadOnlyDictionary<string, string?> stems)
{
    // What a word counts that was not written, in hundredths of one that was.
    private const int SynonymShare = 70;
    private const int BeginningShare = 75;
    private const int CorrectedShare = 80;
    private const int ShareLostByError = 15;
    private const int ShareMin = 20;
    private const int Whole = 100;

    private readonly List<ReadAs> corrections = [];
    private readonly List<ReadAs> meanings = [];
    private readonly List<string> dropped = [];
    private readonly List<Unit> units = [];

    /// <summary>The meaning; null where the words mean nothing at all, so that nothing can be found by them.</summary>
    public (Meaning? Meaning, Understanding Understanding) Read(SearchText text)
    {
        var branches = text.Branches.Select(Read).OfType<MeaningBranch>().ToList();
        var understood = new Understanding(corrections, meanings, [.. dropped.Concat(text.Dropped).Distinct(StringComparer.Ordinal)], Partial: false);
        return branches.Count == 0 ? (null, understood) : (new([.. units.Select(Weigh)], branches), understood);
    }

    private MeaningBranch? Read(TextBranch branch)
    {
        var words = branch.Words.Where(word => stems.GetValueOrDefault(word) is not null).Distinct(StringComparer.Ordinal).ToList();
        var forms = words.Select(word => (Word: word, Stems: StemsFor(word))).ToList();
        var best = forms.Select(form => form.Stems.Count > 0 ? form.Stems[0].Stem : stems[form.Word] ?? form.Word).ToList();
        var meant = forms.Select(_ => new List<WordForm>()).ToList();
        for (var at = 0; at < best.Count; at++)
        {
            foreach (var synonym in synonyms.At(best, at))
            {
                if (synonym.Meaning.Any(stem => index.HoldersOf(stem) == 0)) continue;
                meanings.Add(new(string.Join(' ', words.Skip(at).Take(synonym.Phrase.Count)), synonym.Written));
                for (var i = 0; i < synonym.Phrase.Count; i++)
                    meant[at + i].Add(new(FormKind.Synonym, [.. synonym.Meaning.Select(stem => (stem, SynonymShare))]));
            }
        }

        var numbers = new List<int>();
        for (var i = 0; i < forms.Count; i++)
        {
            var (word, found) = forms[i];
            if (found.Count > 0 || meant[i].Count > 0) numbers.Add(NumberOf(word, [.. found.Select(FormOf), .. meant[i]]));
            else if (!Fillers.Contains(word) && !dropped.Contains(word)) dropped.Add(word);
        }

        string[] excluded = [.. branch.Excluded.Select(word => stems.GetValueOrDefault(word)).OfType<string>()];
        return numbers.Count == 0 && excluded.Length == 0 ? null : new(numbers, excluded, [.. branch.Phrases.Where(MeansSomething)]);
    }

    // A phrase of words that the directory does not look at stands in no document, and is asked of none.
    private bool MeansSomething(string phrase) => Phrase.WordsOf(phrase).Any(word => stems.GetValueOrDefault(word) is not null);

    // The word itself where any service holds it; only else what it may stand for.
    private List<(string Stem, int Share, FormKind Kind)> StemsFor(string word)
    {
        if (stems[word] is not { } stem) return [];
        if (index.HoldersOf(stem) > 0) return [(stem, Whole, FormKind.Written)];

        var guesses = Fillers.Contains(word) ? [] : Spelling.Of(index, stem);
        if (guesses.Count > 0) corrections.Add(new(word, guesses[0].Word));
        return [.. guesses.Select(guess => (guess.Word, ShareOf(guess), FormKind.Corrected))];
    }

    private static int ShareOf(Guess guess) =>
        guess.IsBeginning ? BeginningShare : Math.Max(ShareMin, CorrectedShare - ShareLostByError * guess.Errors);

    private static WordForm FormOf((string Stem, int Share, FormKind Kind) form) => new(form.Kind, [(form.Stem, form.Share)]);

    private int NumberOf(string word, List<WordForm> forms)
    {
        var known = units.FindIndex(unit => unit.Word == word);
        if (known < 0)
        {
            units.Add(new(word, forms));
            return units.Count - 1;
        }

        units[known].Forms.AddRange(forms.Where(form => !units[known].Forms.Exists(other => other.Stems.SequenceEqual(form.Stems))));
        return known;
    }

    // Rare words say more than common ones; what was not written says less. Fillers may lack unless there is nothing else.
    private MeaningUnit Weigh(Unit unit)
    {
        var forms = unit.Forms.OrderByDescending(form => form.Stems[0].Weight).Select(form => form with
        {
            Stems = [.. form.Stems.Select(stem => (stem.Stem, WeightOf(stem.Stem, stem.Weight)))],
        });
        return new(unit.Word, [.. forms], MayLack: Fillers.Contains(unit.Word) && units.Exists(other => !Fillers.Contains(other.Word)));
    }

    private int WeightOf(string stem, int share) => Math.Max(1, Impact.Rarity(index.HoldersOf(stem), index.Count) * share / Whole);

    private sealed record Unit(string Word, List<WordForm> Forms);
}
