namespace IntegratedCare.DirectoryOfServices.Suggestions;

/// <summary>Finds the lowest of a stretch of numbers, and the next lowest, without looking at each.</summary>
/// <remarks>A tree in which each node is the lowest of its two children: however long the stretch is, one number costs a few steps.</remarks>
internal sealed class LowestInRange
{
    private readonly int[] numbers;
    private readonly int[] tree;    // of each node the place of its lowest number; the leaves are the second half

    public LowestInRange(int[] numbers)
    {
        this.numbers = numbers;
        tree = new int[2 * Math.Max(1, numbers.Length)];
        for (var n = 0; n < numbers.Length; n++) tree[numbers.Length + n] = n;
        for (var node = numbers.Length - 1; node >= 1; node--) tree[node] = Lower(tree[2 * node], tree[(2 * node) + 1]);
    }

    /// <summary>Up to so many of the numbers from one place to before another, lowest first.</summary>
    public IEnumerable<int> Of(int from, int to, int most)
    {
        var stretches = new PriorityQueue<(int From, int To, int Lowest), int>();
        Add(stretches, from, to);
        for (var n = 0; n < most && stretches.TryDequeue(out var stretch, out var number); n++)
        {
            yield return number;
            Add(stretches, stretch.From, stretch.Lowest);
            Add(stretches, stretch.Lowest + 1, stretch.To);
        }
    }

    private void Add(PriorityQueue<(int From, int To, int Lowest), int> stretches, int from, int to)
    {
        if (from >= to) return;
        var lowest = PlaceOfLowest(from, to);
        stretches.Enqueue((from, to, lowest), numbers[lowest]);
    }

    private int PlaceOfLowest(int from, int to)
    {
        var lowest = from;
        for (var (left, right) = (from + numbers.Length, to + numbers.Length); left < right; left /= 2, right /= 2)
        {
            if (left % 2 == 1) lowest = Lower(lowest, tree[left++]);
            if (right % 2 == 1) lowest = Lower(lowest, tree[--right]);
        }

        return lowest;
    }

    private int Lower(int left, int right) => numbers[right] < numbers[left] ? right : left;
}
