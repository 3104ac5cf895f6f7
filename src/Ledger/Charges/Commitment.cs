using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Charges;

/// <summary>What was set aside for a booking, and on which terms: later changes of tariff and rule do not touch it.</summary>
internal sealed record Commitment(
    string FundCode, string ProgrammeCode, long AmountPence, DidNotAttendRule DidNotAttendRule);
