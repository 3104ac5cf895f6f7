using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>A version of a fund's agreement: the whole terms, the day from which they are to hold, and why (the first: which document).</summary>
public sealed record AgreementRequest(
    DateOnly EffectiveFrom,
    [Required, StringLength(AgreementVersion.ReasonLengthMax)] string Reason,
    AgreementTerms Terms);
