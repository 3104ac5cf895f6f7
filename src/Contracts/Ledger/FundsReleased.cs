using MassTransit;

namespace IntegratedCare.Contracts.Ledger;

/// <summary>Money that was set aside for a booking is free again, unspent.</summary>
[MessageUrn("ledger:funds-released:v1"), EntityName("ledger.funds-released.v1")]
public sealed record FundsReleased(
    string FundCode,
    string ProgrammeCode,
    Guid BookingId,
    long EntryNumber,
    long AmountPence,
    DateTimeOffset OccurredAt);
