namespace IntegratedCare.DirectoryOfServices;

/// <summary>What sending a record did.</summary>
public enum UpsertOutcome
{
    /// <summary>The record stands for the first time.</summary>
    Added,

    /// <summary>The record stood already and reads differently now.</summary>
    Changed,

    /// <summary>The record stood already, word for word: nothing was written and nobody was told.</summary>
    Unchanged,
}

/// <summary>The answer to a record sent to the directory.</summary>
public sealed record Upserted(Guid Id, UpsertOutcome Outcome);
