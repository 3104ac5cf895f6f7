using IntegratedCare.Ledger.Journal;
using static IntegratedCare.Ledger.Statements.StatementUnit;

namespace IntegratedCare.Ledger.Statements;

/// <summary>What the pooled fund manager sends to the partners: the quarterly report and the annual return (SI 2000/617, regulation 7(4)).</summary>
internal static class PoolReport
{
    public static StatementDocument Quarterly(FundFigures figures, Outlook outlook) =>
        Of(figures, StatementKind.Quarterly, "Quarterly report", outlook.Tables, outlook.Notes);

    public static StatementDocument Annual(FundFigures figures) => Of(figures, StatementKind.Annual, "Annual return", [], []);

    private static StatementDocument Of(
        FundFigures figures, StatementKind kind, string title, IReadOnlyList<StatementTable> outlook, IReadOnlyList<string> outlookNotes) => new(
        StatementSubject.WordOf(kind),
        $"{title} of the pooled fund manager: {figures.Fund.Name}, {figures.Period.InWords}",
        StatementFacts.Of(figures),
        [Summary(figures), Income(figures), Expenditure(figures), .. outlook, Holdings(figures)],
        [
            StatementFacts.RoundedNote,
            "Made under SI 2000/617, regulation 7(4), by the pooled fund manager of the host partner.",
            "To date means from the fund's first entry to the last day of the period.",
            "A variance is what was paid in less what was due, and for a programme its budget less what is spent and committed; below zero it is adverse.",
            .. outlookNotes,
        ]);

    private static StatementTable Summary(FundFigures figures)
    {
        var table = new StatementTable("summary", "Income and expenditure", null,
            [
                new("line", "Line"), new("openingPence", "At the beginning", Pence), new("inPeriodPence", "In the period", Pence),
                new("toDatePence", "To date", Pence),
            ],
            [
                Row("Contributions of partners", figures.Sum(Account.IsContributions)),
                Row("Other income", figures.Of(Account.OtherIncome)),
                Row("Brought forward from the year before", figures.Of(Account.BroughtForward)),
                Row("Expenditure", figures.Sum(Account.IsExpenditure)),
                Row("Carried forward to the year after", figures.Of(Account.CarriedForward)),
            ]).WithTotal();
        return table with { Rounded = $"{Millions.Of(table.Rows[^1][^1].Number ?? 0)} left" };

        // What came in is above zero here, what went out below.
        static IReadOnlyList<StatementCell> Row(string line, AccountFigures of) => [line, -of.OpeningPence, -of.MovementPence, -of.ClosingPence];
    }

    private static StatementTable Income(FundFigures figures)
    {
        var rows = figures.Partners.Select(partner =>
        {
            var account = Account.Contributions(partner.OrganisationCode);
            var (paid, due) = (-figures.ToDate(account), figures.DuePence(partner));
            return (IReadOnlyList<StatementCell>)
            [
                partner.OrganisationCode, partner.Name, figures.AgreedPence(partner), due, -figures.InPeriod(account), paid, paid - due,
            ];
        }).ToList();
        return new StatementTable("income", "Income by partner", $"{Millions.Of(-figures.Sum(Account.IsContributions).ClosingPence)} to date",
            [
                new("partner", "Partner"), new("name", "Name"), new("agreedPence", "Agreed for the year", Pence), new("duePence", "Due to date", Pence),
                new("inPeriodPence", "In the period", Pence), new("toDatePence", "To date", Pence), new("variancePence", "Variance", Pence),
            ],
            rows).WithTotal();
    }

    private static StatementTable Expenditure(FundFigures figures)
    {
        var rows = figures.Programmes.Select(programme =>
        {
            var (spent, committed) = (Account.Expenditure(programme.Code), Account.Commitments(programme.Code));
            return (IReadOnlyList<StatementCell>)
            [
                programme.Code, programme.Name, figures.BudgetPence(programme), figures.InPeriod(spent), figures.ToDate(spent), figures.ToDate(committed),
                figures.BudgetPence(programme) - figures.ToDate(spent) - figures.ToDate(committed),
            ];
        }).ToList();
        return new StatementTable("expenditure", "Expenditure by programme",
            $"{Millions.Of(figures.Sum(Account.IsExpenditure).ClosingPence)} to date of {Millions.Of(figures.Programmes.Sum(figures.BudgetPence))}",
            [
                new("programme", "Programme"), new("name", "Name"), new("budgetPence", "Budget for the year", Pence),
                new("inPeriodPence", "In the period", Pence), new("toDatePence", "To date", Pence), new("committedPence", "Committed", Pence),
                new("variancePence", "Variance", Pence),
            ],
            rows).WithTotal();
    }

    /// <summary>What the fund has and owes; without what is set aside it is what is left of the money that came in.</summary>
    private static StatementTable Holdings(FundFigures figures) => new StatementTable("holdings", "What the fund has and owes", null,
        [new("line", "Line"), new("openingPence", "At the beginning", Pence), new("toDatePence", "At the end", Pence)],
        [
            Row("Cash", figures.Of(Account.Receipts)),
            Row("Owed by partners", figures.Sum(a => a.StartsWith(Account.Receivables(""), StringComparison.Ordinal))),
            Row("Owed to providers", figures.Of(Account.Payables)),
            Row("Care not charged yet", figures.Of(Account.Accruals)),
        ]).WithTotal();

    private static IReadOnlyList<StatementCell> Row(string line, AccountFigures of) => [line, of.OpeningPence, of.ClosingPence];
}
