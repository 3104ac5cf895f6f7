using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Ledger.Bank;

internal readonly record struct BankMatchId(Guid Value) : IEntityId<BankMatchId>
{
    public static BankMatchId New() => new(Guid.CreateVersion7());

    public static BankMatchId From(Guid value) => new(value);
}

/// <summary>That a movement at the bank is the one of an entry. It may be undone once, with the reason, and stays on file.</summary>
/// <remarks>A bank line may be several entries' together; an entry is one line's alone.</remarks>
internal sealed class BankMatch
{
    public required BankMatchId Id { get; init; }

    public required string FundCode { get; init; }

    public required int LineNumber { get; init; }

    public required long EntryNumber { get; init; }

    /// <summary>What the entry moves the fund's cash by; those of a line add to what the bank booked.</summary>
    public required long AmountPence { get; init; }

    public required MatchBasis Basis { get; init; }

    /// <summary>Why these belong together, in words.</summary>
    public required string Explanation { get; init; }

    public required string MatchedBy { get; init; }

    public required DateTimeOffset MatchedAt { get; init; }

    public string? UndoneBy { get; private set; }              // null: it stands

    public DateTimeOffset? UndoneAt { get; private set; }      // null: it stands

    public string? UndoneReason { get; private set; }          // null: it stands

    public void Undo(string by, string reason, DateTimeOffset now) => (UndoneBy, UndoneReason, UndoneAt) = (by, reason, now);
}

/// <summary>Why a movement is taken for an entry's.</summary>
public enum MatchBasis
{
    /// <summary>The amount and the reference are the same.</summary>
    Reference,

    /// <summary>The amount and the partner are the same, the days are near, and no other fits.</summary>
    PartnerAndAmount,

    /// <summary>Somebody of the host said so.</summary>
    ByHand,

    /// <summary>The host wrote the entry from the movement.</summary>
    Written,
}
