using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>What the person pays: Open Referral's <c>cost_option</c>. A service without any says nothing of costs; an amount of 0 says that it is free.</summary>
public sealed record Cost
{
    public const long AmountPenceMax = 100_000_000;

    /// <summary>Whom or what it is for: "Each session", "Concessions".</summary>
    [StringLength(200)] public string? Option { get; init; }
    [Range(0L, AmountPenceMax)] public long? AmountPence { get; init; }
    [StringLength(500)] public string? Description { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }
}
