
namespace IntegratedCare.Ledger.Accruals;

/// <summary>An accrual and its two entries. <c>Bookings</c> is absent for an estimate by hand.</summary>
public sealed record AccrualView(
    Guid Id,
    string FundCode,
    string Period,
    string Programme,
    long AmountPence,
    string Narrative,
    int? Bookings,
    DateOnly EffectiveOn,
    long EntryNumber,
    DateOnly ReversedOn,
    long ReversalEntryNumber)
{
    internal static AccrualView Of(Accrual accrual) => new(
        accrual.Id.Value, accrual.FundCode, Funds.Period.Of(accrual.PeriodEnd).ToString(), accrual.ProgrammeCode, accrual.AmountPence,
        accrual.Narrative, accrual.Bookings, accrual.PeriodEnd, accrual.EntryNumber, accrual.PeriodEnd.AddDays(1), accrual.ReversalEntryNumber);
}
