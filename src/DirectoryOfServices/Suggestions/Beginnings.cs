namespace IntegratedCare.DirectoryOfServices.Suggestions;

/// <summary>Texts from one of their words on, sorted: those that begin alike lie side by side.</summary>
internal sealed class Beginnings
{
    private readonly string[] texts;    // by rank
    private readonly (int Text, int Offset)[] keys;
    private readonly LowestInRange ranks;

    /// <param name="texts">The texts by rank, of which not all need be in this list.</param>
    /// <param name="keys">Which text, and from which letter on.</param>
    public Beginnings(string[] texts, IEnumerable<(int Text, int Offset)> keys)
    {
        this.texts = texts;
        this.keys = [.. keys];
        Array.Sort(this.keys, (left, right) => KeyOf(left).SequenceCompareTo(KeyOf(right)));
        ranks = new([.. this.keys.Select(key => key.Text)]);
    }

    /// <summary>The best texts of those that go on so: first where what was typed is whole words, then where the last is a part of one.</summary>
    public IEnumerable<int> Find(string typed, int most)
    {
        // A space sorts before every letter and digit, so that whole words come first in the stretch.
        var (from, part, to) = (FirstNotBefore(typed), FirstNotBefore(typed + '!'), FirstNotBefore(typed + char.MaxValue));
        return ranks.Of(from, part, most).Concat(ranks.Of(part, to, most)).Take(most);
    }

    private int FirstNotBefore(string text)
    {
        var (low, high) = (0, keys.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (KeyOf(keys[middle]).SequenceCompareTo(text) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private ReadOnlySpan<char> KeyOf((int Text, int Offset) key) => texts[key.Text].AsSpan(key.Offset);
}
