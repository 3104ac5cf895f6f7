using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Ledger.Contributions;

internal readonly record struct PlannedChangeId(Guid Value) : IEntityId<PlannedChangeId>
{
    public static PlannedChangeId New() => new(Guid.CreateVersion7());

    public static PlannedChangeId From(Guid value) => new(value);
}

/// <summary>A change of a partner's contribution that is planned for the next year. Written once; a change of mind is a further one.</summary>
internal sealed class PlannedChange
{
    public required PlannedChangeId Id { get; init; }

    public required string FundCode { get; init; }

    public required string Partner { get; init; }

    /// <summary>Below zero where the partner is to pay less.</summary>
    public required long AmountPence { get; init; }

    public required string Reason { get; init; }

    public required string PlannedBy { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }
}
