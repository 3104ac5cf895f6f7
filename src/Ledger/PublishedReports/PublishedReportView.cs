using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.PublishedReports;

/// <summary>A report's figures as printed, in pence and in millions, and what they differ by from one another.</summary>
/// <remarks>
/// A difference is a printed total less what its printed parts make; it is absent where the source prints nothing to reckon it from. Nothing is
/// mended: a difference that is not nought is the source's own.
/// </remarks>
public sealed record PublishedReportView(
    string FundCode,
    string Code,
    string Title,
    string Source,
    string FinancialYear,
    string? Period,
    bool IsForecast,
    MoneyView? InitialBudget,
    IReadOnlyList<PublishedPartView> InitialParts,
    MoneyView? InitialDifference,
    MoneyView? Virements,
    MoneyView? Budget,
    MoneyView? Spend,
    MoneyView? Adverse,
    MoneyView? AdverseDifference,
    IReadOnlyList<PublishedMovementView> Movements)
{
    internal static PublishedReportView Of(PublishedReport report)
    {
        var figures = report.Figures;
        var parts = figures.InitialParts ?? [];
        return new(
            report.FundCode, report.Code, figures.Title, figures.Source, figures.FinancialYear, figures.Period, figures.IsForecast,
            MoneyView.Of(figures.InitialBudgetPence),
            [.. parts.Select(part => new PublishedPartView(part.Name, MoneyView.Of(part.AmountPence)))],
            MoneyView.Of(parts.Count == 0 ? null : figures.InitialBudgetPence - parts.Sum(part => part.AmountPence)),
            MoneyView.Of(figures.BudgetPence - figures.InitialBudgetPence),
            MoneyView.Of(figures.BudgetPence), MoneyView.Of(figures.SpendPence), MoneyView.Of(figures.AdversePence),
            MoneyView.Of(figures.AdversePence - (figures.SpendPence - figures.BudgetPence)),
            [.. (figures.Movements ?? []).Select(PublishedMovementView.From)]);
    }
}

/// <summary>Pence, and the same in millions of pounds to three places.</summary>
public sealed record MoneyView(long Pence, decimal MillionPounds)
{
    internal static MoneyView Of(long pence) => new(pence, Pounds.Millions(pence));

    internal static MoneyView? Of(long? pence) => pence is { } known ? Of(known) : null;
}

/// <summary>A part of a printed total.</summary>
public sealed record PublishedPartView(string Name, MoneyView Amount);

/// <summary>A movement as printed, and what the printed sum differs by from it.</summary>
public sealed record PublishedMovementView(
    string Of, string EarlierPeriod, MoneyView EarlierAdverse, MoneyView Movement, MoneyView Adverse, MoneyView Difference)
{
    internal static PublishedMovementView From(PublishedMovement movement) => new(
        movement.Of, movement.EarlierPeriod, MoneyView.Of(movement.EarlierAdversePence), MoneyView.Of(movement.MovementPence),
        MoneyView.Of(movement.AdversePence), MoneyView.Of(movement.AdversePence - movement.EarlierAdversePence - movement.MovementPence));
}
