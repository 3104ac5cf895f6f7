namespace IntegratedCare.Ledger.Funds;

/// <summary>What the source of a fund of several years prints for one of them.</summary>
internal sealed class AgreedYear
{
    public required FinancialYear FinancialYear { get; init; }

    public long AmountPence { get; set; }
}
