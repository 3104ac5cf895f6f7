using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Ledger.Virements;

internal readonly record struct VirementId(Guid Value) : IEntityId<VirementId>
{
    public static VirementId New() => new(Guid.CreateVersion7());

    public static VirementId From(Guid value) => new(value);
}

/// <summary>Budget moved from one programme of a fund to another, from a day on. Written once; a mistake is moved back by a further one.</summary>
/// <remarks>No money moves, so that the journal has no entry of it: budgets are what was agreed and every virement whose day has come.</remarks>
internal sealed class Virement
{
    public required VirementId Id { get; init; }

    public required string FundCode { get; init; }

    public required string FromProgramme { get; init; }

    public required string ToProgramme { get; init; }

    public required long AmountPence { get; init; }

    /// <summary>The day on which the decision takes effect: before it the budgets are the old ones.</summary>
    public required DateOnly EffectiveOn { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The authorisation that it rests on; the database refuses a virement without one.</summary>
    public required string Source { get; init; }

    public static string SourceOf(VirementId id) => $"virement:{id.Value}";
}
