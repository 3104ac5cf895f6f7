using MassTransit;

namespace IntegratedCare.Contracts.Ledger;

/// <summary>Money of a fund is set aside for a booking at the service's tariff.</summary>
[MessageUrn("ledger:funds-committed:v1"), EntityName("ledger.funds-committed.v1")]
public sealed record FundsCommitted(
    string FundCode,
    string ProgrammeCode,
    Guid BookingId,
    long EntryNumber,
    long AmountPence,
    DateTimeOffset OccurredAt);
