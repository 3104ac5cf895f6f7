namespace IntegratedCare.Ledger.Spending;

/// <summary>What a fund's money went for, divided one way; the parts sum to the fund's own figures.</summary>
/// <param name="FundCode">The fund.</param>
/// <param name="By">How it is divided.</param>
/// <param name="AsOf">The day whose books it shows.</param>
/// <param name="Total">The fund's own figures.</param>
/// <param name="Parts">By code; last what no booking or order attributes.</param>
public sealed record SpendingView(string FundCode, string By, DateOnly AsOf, SpendingPartView Total, IReadOnlyList<SpendingPartView> Parts);

/// <summary>One programme, neighbourhood or provider.</summary>
/// <param name="Code">Its code, or the provider's id; absent for the total and for what is not attributed.</param>
/// <param name="Name">Its name where one is known.</param>
/// <param name="AgreedPence">The agreed budget, or the lines' sum; absent where it has none.</param>
/// <param name="VirementsPence">What virements brought, less what they took; only programmes have them.</param>
/// <param name="BudgetPence">Both together; absent where it has none.</param>
/// <param name="CommittedPence">Set aside.</param>
/// <param name="SpentPence">Spent.</param>
/// <param name="AvailablePence">The budget less both; absent where it has none.</param>
/// <param name="ForecastPence">The year's outturn at the rate so far; absent before the year begins.</param>
public sealed record SpendingPartView(
    string? Code,
    string? Name,
    long? AgreedPence,
    long? VirementsPence,
    long? BudgetPence,
    long CommittedPence,
    long SpentPence,
    long? AvailablePence,
    long? ForecastPence);
