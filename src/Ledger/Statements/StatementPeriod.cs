using System.Globalization;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Statements;

/// <summary>The days that a statement is about: a month (<c>2026-10</c>), a quarter of a financial year (<c>2026/27-Q3</c>) or the year (<c>2026/27</c>).</summary>
internal sealed record StatementPeriod(string Label, DateOnly From, DateOnly To, int Months)
{
    private const int YearLength = 7;

    public static bool TryParse(string? text, out StatementPeriod period)
    {
        period = new("", default, default, 0);
        if (text is null) return false;
        if (Period.TryParse(text, out var month)) period = new(text, month.FirstDay, month.LastDay, 1);
        else if (text.Length >= YearLength && FinancialYear.TryParse(text[..YearLength], out var year))
        {
            if (text.Length == YearLength) period = new(text, year.FirstDay, year.LastDay, 12);
            else if (text.Length == YearLength + 3 && text[YearLength..(YearLength + 2)] == "-Q" && text[^1] is >= '1' and <= '4')
            {
                var first = year.FirstDay.AddMonths(3 * (text[^1] - '1'));
                period = new(text, first, first.AddMonths(3).AddDays(-1), 3);
            }
        }

        return period.Months > 0;
    }

    /// <summary>As people write it: <c>1 October 2026 to 31 December 2026</c>.</summary>
    public string InWords => $"{Day(From)} to {Day(To)}";

    internal static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
