using System.Runtime.Intrinsics;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>One search in one segment: every document is scored, those that suit are counted and ranked.</summary>
internal sealed class SegmentSearch
{
    // Bits of a word are set by so many comparisons of vectors of 32-bit sums.
    private const int Parts = 4;

    private readonly Question question;
    private readonly SegmentFilter filter;
    private readonly Scratch scratch;
    private readonly uint[] accumulators;
    private readonly ulong[] common;
    private readonly ulong[] matched;
    private readonly List<(Facet Facet, ulong[] Bits)> chosen;
    private ulong[] found;

    public SegmentSearch(LiveSegment live, Question question, Scratch scratch)
    {
        (this.question, this.scratch, Segment) = (question, scratch, live.Segment);
        filter = new(live, question, scratch);
        accumulators = scratch.Accumulators(Words * 64);
        Accumulators.Fill(Segment, question.Meaning, accumulators);
        common = filter.Common();
        chosen = filter.Chosen();
        matched = scratch.Bits(Words);
        found = matched;
    }

    public Segment Segment { get; }

    private int Words => Segment.BitWords;

    /// <summary>The services that hold every word asked for; how many of them suit.</summary>
    public int MatchWhole()
    {
        var branch = scratch.Bits(Words).AsSpan(0, Words);
        foreach (var one in question.Meaning.Branches)
        {
            branch.Clear();
            AddHolding(MaskOf(one), branch);
            // A branch that only excludes holds everywhere, beyond the last document too.
            Bits.And(branch, common.AsSpan(0, Words));
            Leave(one, branch);
            Bits.Or(matched.AsSpan(0, Words), branch);
        }

        if (question.Meaning.IsEverything) matched.AsSpan(0, Words).Fill(ulong.MaxValue);
        return Find();
    }

    /// <summary>The services that hold some of the words and score enough; how many of them suit.</summary>
    public int MatchPartly(uint scoreMin)
    {
        var bits = matched.AsSpan(0, Words);
        bits.Clear();
        AddScoring(Math.Max(1, scoreMin), bits);
        foreach (var branch in question.Meaning.Branches) Leave(branch, bits);
        return Find();
    }

    /// <summary>The highest score among the services found.</summary>
    public uint BestScore()
    {
        var best = 0u;
        foreach (var document in Bits.Each(found.AsSpan(0, Words))) best = Math.Max(best, ScoreOf(document));
        return best;
    }

    public void Rank(BestKeys best, uint bestScore)
    {
        var (restricted, local) = (filter.Tagged(TagField.Status, "restricted"), filter.Local());
        var (red, metres) = (Segment.CapacityAt(question.Now).Red, filter.Metres());
        var slots = Segment.SlotsFor(question.Wishes.Neighbourhood);
        foreach (var document in Bits.Each(found.AsSpan(0, Words)))
        {
            var score = ScoreOf(document);
            var first = RankKey.First(
                RankKey.GradeOf(score, bestScore), Bits.Has(restricted, document), Bits.Has(local, document), Bits.Has(red, document));
            if (first > best.HighMax) continue;

            var rest = RankKey.Rest(metres is null ? int.MaxValue : Segment.Sites.Nearest(document, metres), MinutesTo(slots?[document]));
            best.Offer(new(first | rest, RankKey.Last(score, Segment.NameRanks[document]), document));
        }
    }

    public Hit HitOf(in RankKey key)
    {
        var metres = filter.Metres() is { } known ? Segment.Sites.Nearest(key.Document, known) : int.MaxValue;
        return new(Segment, key.Document, key.High, ScoreOf(key.Document), metres == int.MaxValue ? null : metres);
    }

    public void Count(FacetCounts counts)
    {
        foreach (var facet in Enum.GetValues<Facet>()) counts.Add(facet, Segment, FoundBut(facet).AsSpan(0, Words), question);
    }

    private uint ScoreOf(int document) => accumulators[document] & Accumulators.ScoreMask;

    // A slot that has begun is no longer free.
    private long? MinutesTo(long? slot) => slot - question.Now.UtcTicks is > 0 and var ticks ? ticks / TimeSpan.TicksPerMinute : null;

    private int Find()
    {
        found = FoundBut(null);
        return Bits.Count(found.AsSpan(0, Words));
    }

    // What would be found if the facet's own choice had not been made.
    private ulong[] FoundBut(Facet? facet)
    {
        if (facet is not null && chosen.TrueForAll(choice => choice.Facet != facet)) return found;

        var bits = scratch.Bits(Words);
        common.AsSpan(0, Words).CopyTo(bits);
        Bits.And(bits.AsSpan(0, Words), matched);
        foreach (var choice in chosen)
            if (choice.Facet != facet) Bits.And(bits.AsSpan(0, Words), choice.Bits);
        return bits;
    }

    // Words that may lack must be there all the same where the branch has no others: else it would let everything in.
    private uint MaskOf(MeaningBranch branch)
    {
        var needed = branch.Units.Where(unit => !question.Meaning.Units[unit].MayLack).ToList();
        return (needed.Count > 0 ? needed : branch.Units).Aggregate(0u, (mask, unit) => mask | Accumulators.BitOf(unit));
    }

    private void AddHolding(uint mask, Span<ulong> bits)
    {
        var wanted = Vector512.Create(mask);
        for (var word = 0; word < bits.Length; word++)
            for (var part = 0; part < Parts; part++)
                bits[word] |= Vector512.Equals(Lanes(word, part) & wanted, wanted).ExtractMostSignificantBits() << (part * Vector512<uint>.Count);
    }

    private void AddScoring(uint scoreMin, Span<ulong> bits)
    {
        var (scores, least) = (Vector512.Create(Accumulators.ScoreMask), Vector512.Create(scoreMin));
        for (var word = 0; word < bits.Length; word++)
            for (var part = 0; part < Parts; part++)
                bits[word] |= Vector512.GreaterThanOrEqual(Lanes(word, part) & scores, least).ExtractMostSignificantBits() << (part * Vector512<uint>.Count);
    }

    private Vector512<uint> Lanes(int word, int part) =>
        Vector512.Create(accumulators.AsSpan((word * Parts + part) * Vector512<uint>.Count, Vector512<uint>.Count));

    private void Leave(MeaningBranch branch, Span<ulong> bits)
    {
        foreach (var stem in branch.Excluded)
            foreach (var document in Segment.Terms.Of(stem).Documents) Bits.Clear(bits, document);
        foreach (var phrase in branch.Phrases)
            foreach (var document in Bits.Each(bits))
                if (!question.Holds(phrase, Segment.Ids[document])) Bits.Clear(bits, document);
    }
}
