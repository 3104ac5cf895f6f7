using MassTransit;

namespace IntegratedCare.Contracts.Ledger;

/// <summary>A programme has promised or spent more than its budget. Care went ahead: this asks people to act on the money.</summary>
/// <remarks><c>ShortfallPence</c> is committed plus spent less the budget, above zero.</remarks>
[MessageUrn("ledger:fund-overcommitted:v1"), EntityName("ledger.fund-overcommitted.v1")]
public sealed record FundOvercommitted(
    string FundCode,
    string ProgrammeCode,
    long ShortfallPence,
    long EntryNumber,
    DateTimeOffset OccurredAt);
