namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Scores of every document of a segment at once: the lower bits a score, the upper ones which units the document holds.</summary>
internal static class Accumulators
{
    public const int ScoreBits = 20;
    public const uint ScoreMask = (1u << ScoreBits) - 1;

    public static uint BitOf(int unit) => 1u << (ScoreBits + unit);

    /// <summary>What a form counts in a document that holds it: <see cref="Impact.Max"/> times <see cref="Impact.RarityMax"/> at most, so that twelve fit.</summary>
    public static uint Contribution(byte impact, int weight) => impact * (uint)weight;

    /// <summary>Adds what each unit says about each document. Exhaustive: every posting of every form counts.</summary>
    public static void Fill(Segment segment, Meaning meaning, Span<uint> accumulators)
    {
        for (var unit = 0; unit < meaning.Units.Count; unit++)
        {
            var bit = BitOf(unit);
            foreach (var form in meaning.Units[unit].Forms)
            {
                if (form.Stems.Count == 1) AddWord(segment.Terms.Of(form.Stems[0].Stem), form.Stems[0].Weight, bit, accumulators);
                else AddPhrase(segment, form, bit, accumulators);
            }
        }
    }

    private static void AddWord(Postings postings, int weight, uint bit, Span<uint> accumulators)
    {
        var documents = postings.Documents;
        var impacts = postings.Impacts;
        for (var i = 0; i < documents.Length && i < impacts.Length; i++)
        {
            ref var sum = ref accumulators[documents[i]];
            if ((sum & bit) == 0) sum = (sum | bit) + Contribution(impacts[i], weight);
        }
    }

    // All stems of the form must stand in the document: the rarest leads, the others are looked up.
    private static void AddPhrase(Segment segment, WordForm form, uint bit, Span<uint> accumulators)
    {
        var lead = form.Stems.MinBy(stem => segment.Terms.Of(stem.Stem).Documents.Length).Stem;
        foreach (var document in segment.Terms.Of(lead).Documents)
        {
            if ((accumulators[document] & bit) != 0) continue;

            var sum = 0u;
            var holdsAll = true;
            foreach (var (stem, weight) in form.Stems)
            {
                var postings = segment.Terms.Of(stem);
                var at = postings.Documents.BinarySearch(document);
                holdsAll &= at >= 0;
                if (at >= 0) sum += Contribution(postings.Impacts[at], weight);
            }

            if (holdsAll) accumulators[document] = (accumulators[document] | bit) + sum / (uint)form.Stems.Count;
        }
    }
}
