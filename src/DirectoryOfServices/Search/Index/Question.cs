namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>What is asked of the index, and when.</summary>
internal sealed record Question(Meaning Meaning, Wishes Wishes, Viewpoint Viewpoint, DateTimeOffset Now)
{
    /// <summary>The neighbourhoods that are counted.</summary>
    public IReadOnlyList<string> Neighbourhoods { get; init; } = [];

    public IReadOnlySet<DateOnly> BankHolidays { get; init; } = new HashSet<DateOnly>();

    /// <summary>For each phrase of the meaning the services in which it stands word for word.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<Guid>> PhraseHolders { get; init; } = new Dictionary<string, IReadOnlySet<Guid>>();

    public bool Holds(string phrase, Guid service) => PhraseHolders.TryGetValue(phrase, out var holders) && holders.Contains(service);
}
