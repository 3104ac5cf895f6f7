using MassTransit;

namespace IntegratedCare.Contracts.Ledger;

/// <summary>Care was delivered and its price is spent from the fund.</summary>
[MessageUrn("ledger:spend-posted:v1"), EntityName("ledger.spend-posted.v1")]
public sealed record SpendPosted(
    string FundCode,
    string ProgrammeCode,
    Guid BookingId,
    long EntryNumber,
    long AmountPence,
    DateTimeOffset OccurredAt);
