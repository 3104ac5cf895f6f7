namespace IntegratedCare.Ledger.Virements;

/// <summary>A virement, who made it and why. <c>ApprovedBy</c> is absent where it was within the limit of one person.</summary>
public sealed record VirementView(
    Guid Id,
    string FundCode,
    string FromProgramme,
    string ToProgramme,
    long AmountPence,
    DateOnly EffectiveOn,
    DateTimeOffset MadeAt,
    string Reason,
    string MadeBy,
    string? ApprovedBy)
{
    internal static VirementView Of(Virement virement, string reason, string madeBy, string? approvedBy) => new(
        virement.Id.Value, virement.FundCode, virement.FromProgramme, virement.ToProgramme, virement.AmountPence, virement.EffectiveOn,
        virement.MadeAt, reason, madeBy, approvedBy);
}
