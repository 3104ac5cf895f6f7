namespace IntegratedCare.Ledger.Spending;

/// <summary>How a programme's budget is divided, and its money looked at.</summary>
public enum SpendingDivision
{
    Neighbourhood,
    Provider,
}

/// <summary>The part of a programme's budget that is meant for one neighbourhood or one provider.</summary>
/// <remarks>The lines of one division sum to at most the programme's budget, whatever is moved later.</remarks>
internal sealed class BudgetLine
{
    public required string FundCode { get; init; }

    public required string ProgrammeCode { get; init; }

    public required SpendingDivision Division { get; init; }

    /// <summary>The neighbourhood's code, or the provider's id.</summary>
    public required string Part { get; init; }

    public required long AmountPence { get; init; }
}
