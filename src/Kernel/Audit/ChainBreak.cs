using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Kernel.Audit;

/// <summary>Where the chain does not hold for the first time.</summary>
/// <param name="Lane">The lane; null for a record that is in none.</param>
/// <param name="Number">The place in the lane; null for a record that has none.</param>
/// <param name="RecordId">The access record; null where nothing says which one it was.</param>
/// <param name="Reason">What is wrong.</param>
public sealed record ChainBreak(int? Lane, long? Number, long? RecordId, ChainBreakReason Reason);

/// <summary>What is wrong at a place of the chain.</summary>
public enum ChainBreakReason
{
    /// <summary>The record does not read as it did when it was written, or its link was written anew.</summary>
    Changed,

    /// <summary>The record, or its link, was taken out.</summary>
    Missing,

    /// <summary>The record was put between two that followed each other.</summary>
    Inserted,

    /// <summary>Another record of the lane belongs here.</summary>
    Reordered,

    /// <summary>The record came past the guards: no link leads to it.</summary>
    Unlinked,

    /// <summary>The lane was longer: its newest records were cut off.</summary>
    CutOff,

    /// <summary>The lane's head, or a whole lane, is not what its links lead to.</summary>
    HeadChanged,

    /// <summary>The lane holds by itself and is not the one whose head was noted: it was written anew.</summary>
    Rewritten,
}

/// <summary>The last link of a lane: whoever notes it outside the database can prove later that nothing before it was touched.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Number">How many records it holds.</param>
/// <param name="Hash">The hash over all of them, in hexadecimal.</param>
public sealed record LaneHead(
    [property: Range(0, ChainGuards.Lanes - 1)] int Lane,
    [property: Range(0, long.MaxValue)] long Number,
    [property: Required, RegularExpression("^[0-9a-f]{64}$")] string Hash);
