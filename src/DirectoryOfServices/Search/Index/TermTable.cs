namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>The words of a segment, and for each its postings: which documents hold it, how much it says there, and where it stands.</summary>
internal sealed class TermTable
{
    private readonly Dictionary<string, int> numbers;
    private readonly int[] starts;    // one more than there are words
    private readonly int[] documents;
    private readonly byte[] impacts;
    private readonly WordPlaces[] places;

    private TermTable(string[] words, int[] starts, int[] documents, byte[] impacts, WordPlaces[] places)
    {
        (Words, this.starts, this.documents, this.impacts, this.places) = (words, starts, documents, impacts, places);
        numbers = new(words.Length, StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i++) numbers.Add(words[i], i);
        Sounds = new(() => [.. words.Select(Spelling.SoundOf)]);
    }

    public IReadOnlyList<string> Words { get; }

    /// <summary>How each word sounds, for words with typing errors; only reckoned once somebody makes one.</summary>
    public Lazy<string[]> Sounds { get; }

    public Postings Of(string word) => numbers.TryGetValue(word, out var number) ? Of(number) : default;

    public Postings Of(int number)
    {
        var range = starts[number]..starts[number + 1];
        return new(documents.AsSpan(range), impacts.AsSpan(range), places.AsSpan(range));
    }

    /// <summary>Gathers postings document by document, in order.</summary>
    public sealed class Builder
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        private readonly List<string> words = [];
        private readonly List<Posting> postings = [];

        public void Add(int document, IReadOnlyList<Lexeme> lexemes)
        {
            var lengths = Impact.LengthsOf(lexemes);
            foreach (var lexeme in lexemes) Add(document, lexeme.Text, Impact.Of(lexeme, lengths), Impact.PlacesOf(lexeme));
        }

        public void Add(int document, string word, byte impact, WordPlaces places)
        {
            if (!numbers.TryGetValue(word, out var number))
            {
                numbers.Add(word, number = words.Count);
                words.Add(word);
            }

            postings.Add(new(number, document, impact, places));
        }

        /// <summary>By word, and within a word as they came.</summary>
        public TermTable Build()
        {
            var starts = new int[words.Count + 1];
            foreach (var posting in postings) starts[posting.Word + 1]++;
            for (var i = 0; i < words.Count; i++) starts[i + 1] += starts[i];

            var (documents, impacts, places) = (new int[postings.Count], new byte[postings.Count], new WordPlaces[postings.Count]);
            var next = starts.AsSpan(0, words.Count).ToArray();
            foreach (var posting in postings)
            {
                var at = next[posting.Word]++;
                (documents[at], impacts[at], places[at]) = (posting.Document, posting.Impact, posting.Places);
            }

            return new([.. words], starts, documents, impacts, places);
        }

        private readonly record struct Posting(int Word, int Document, byte Impact, WordPlaces Places);
    }
}

/// <summary>The documents that hold a word, ascending, and what it says in each.</summary>
internal readonly ref struct Postings(ReadOnlySpan<int> documents, ReadOnlySpan<byte> impacts, ReadOnlySpan<WordPlaces> places)
{
    public readonly ReadOnlySpan<int> Documents = documents;
    public readonly ReadOnlySpan<byte> Impacts = impacts;
    public readonly ReadOnlySpan<WordPlaces> Places = places;

    public WordPlaces PlacesIn(int document) => Documents.BinarySearch(document) is >= 0 and var at ? Places[at] : WordPlaces.None;
}
