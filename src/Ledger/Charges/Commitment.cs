using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Charges;

/// <summary>What was set aside for a booking, and on which terms: later changes of tariff and rule do not touch it.</summary>
/// <param name="FundCode">The fund that pays.</param>
/// <param name="ProgrammeCode">Its programme.</param>
/// <param name="AmountPence">The tariff of that day.</param>
/// <param name="DidNotAttendRule">The fund's rule of that day.</param>
/// <param name="ProviderId">Who provides the care; null where the directory has not said.</param>
/// <param name="NeighbourhoodCode">Whose neighbourhood's; null where Scheduling has not said.</param>
internal sealed record Commitment(
    string FundCode, string ProgrammeCode, long AmountPence, DidNotAttendRule DidNotAttendRule,
    Guid? ProviderId = null, string? NeighbourhoodCode = null);
