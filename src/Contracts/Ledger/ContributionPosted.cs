using MassTransit;

namespace IntegratedCare.Contracts.Ledger;

/// <summary>A partner's contribution stands in a fund's journal.</summary>
[MessageUrn("ledger:contribution-posted:v1"), EntityName("ledger.contribution-posted.v1")]
public sealed record ContributionPosted(
    string FundCode,
    long EntryNumber,
    string Partner,
    long AmountPence,
    DateOnly ValueDate,
    DateTimeOffset OccurredAt);
