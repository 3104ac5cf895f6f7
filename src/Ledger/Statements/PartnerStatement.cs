using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using static IntegratedCare.Ledger.Statements.StatementUnit;

namespace IntegratedCare.Ledger.Statements;

/// <summary>What one partner needs for its own accounts: the pool is no legal entity, each shows its share of it.</summary>
internal static class PartnerStatement
{
    private const int MovementsMax = 2_000;

    public static async Task<StatementDocument> ReadAsync(
        LedgerDb db, FundFigures figures, FundPartner partner, CancellationToken cancellationToken)
    {
        string[] own = [Account.Contributions(partner.OrganisationCode), Account.Receivables(partner.OrganisationCode)];
        var (from, to) = (figures.Period.From, figures.Period.To);
        var entries = await db.JournalEntries.AsNoTracking()
            .Where(e => e.FundCode == figures.Fund.Code && e.Number <= figures.LastNumber && e.EffectiveOn >= from && e.EffectiveOn <= to
                && e.Accounts.Any(account => own.Contains(account)))
            .OrderBy(e => e.Number).Take(MovementsMax + 1)
            .ToListAsync(cancellationToken);
        return Of(figures, partner, entries);
    }

    public static StatementDocument Of(FundFigures figures, FundPartner partner, IReadOnlyList<JournalEntry> entries) => new(
        StatementSubject.WordOf(StatementKind.Partner),
        $"Statement for {partner.Name}: {figures.Fund.Name}, {figures.Period.InWords}",
        [new("partner", "Partner", partner.OrganisationCode), .. StatementFacts.Of(figures)],
        [Contribution(figures, partner), Share(figures, partner), Movements(partner, entries)],
        [
            StatementFacts.RoundedNote,
            "The fund is no legal entity: each partner shows its share of income, expenditure, assets and liabilities in its own accounts.",
            "Shares follow what each partner agreed to pay in for the year; by the largest remainder all partners' parts sum to the whole exactly.",
            "Income and what the fund has stand above zero, expenditure and what it owes below.",
            .. entries.Count > MovementsMax ? [$"The first {MovementsMax} movements are listed; the account's page has the others."] : Array.Empty<string>(),
        ]);

    private static StatementTable Contribution(FundFigures figures, FundPartner partner)
    {
        var (contributions, receivables) = (Account.Contributions(partner.OrganisationCode), Account.Receivables(partner.OrganisationCode));
        var (paid, due) = (-figures.ToDate(contributions), figures.DuePence(partner));
        return new("contribution", "What you agreed, owe and paid", $"{Millions.Of(paid)} of {Millions.Of(figures.AgreedPence(partner))}",
            [new("line", "Line"), new("pence", "Amount", Pence)],
            [
                ["Agreed for the year", figures.AgreedPence(partner)],
                .. due is null ? [] : (IReadOnlyList<IReadOnlyList<StatementCell>>)[["Due by the last day", due]],
                ["Paid in before the period", -figures.Of(contributions).OpeningPence],
                ["Paid in in the period", -figures.InPeriod(contributions)],
                ["Paid in by the last day", paid],
                .. due is null ? [] : (IReadOnlyList<IReadOnlyList<StatementCell>>)[["Paid less due", paid - due]],
                ["Still to pay of what was agreed", figures.AgreedPence(partner) - paid],
                ["Owed to the fund for shares of risk and other claims", figures.ToDate(receivables)],
            ]);
    }

    private static StatementTable Share(FundFigures figures, FundPartner partner)
    {
        var rows = new List<IReadOnlyList<StatementCell>>
        {
            Row("income", "Contributions of partners", figures.Sum(Account.IsContributions), -1),
            Row("income", "Other income", figures.Of(Account.OtherIncome), -1),
            Row("income", "Brought forward from the year before", figures.Of(Account.BroughtForward), -1),
        };
        rows.AddRange(figures.Programmes.Select(p => Row("expenditure", p.Name, figures.Of(Account.Expenditure(p.Code)), -1)));
        rows.Add(Row("expenditure", "Carried forward to the year after", figures.Of(Account.CarriedForward), -1));
        rows.Add(Row("assets", "Cash", figures.Of(Account.Receipts), 1));
        rows.Add(Row("assets", "Owed by partners", figures.Sum(a => a.StartsWith(Account.Receivables(""), StringComparison.Ordinal)), 1));
        rows.Add(Row("liabilities", "Owed to providers", figures.Of(Account.Payables), 1));
        rows.Add(Row("liabilities", "Care not charged yet", figures.Of(Account.Accruals), 1));
        rows.Add(Row("not in the accounts yet", "Committed", figures.Sum(Account.IsCommitments), -1));
        return new("share", "Your share of the fund", $"{Millions.Of(-rows.Where(r => r[0].Text == "expenditure").Sum(r => r[5].Number ?? 0))} of expenditure",
            [
                new("part", "Part"), new("line", "Line"), new("fundInPeriodPence", "Fund, in the period", Pence),
                new("shareInPeriodPence", "Your share", Pence), new("fundToDatePence", "Fund, to date", Pence), new("shareToDatePence", "Your share", Pence),
            ],
            rows);

        IReadOnlyList<StatementCell> Row(string part, string line, AccountFigures of, int sign) =>
        [
            part, line, sign * of.MovementPence, figures.ShareOf(sign * of.MovementPence, partner),
            sign * of.ClosingPence, figures.ShareOf(sign * of.ClosingPence, partner),
        ];
    }

    private static StatementTable Movements(FundPartner partner, IReadOnlyList<JournalEntry> entries)
    {
        var (contributions, receivables) = (Account.Contributions(partner.OrganisationCode), Account.Receivables(partner.OrganisationCode));
        return new StatementTable("movements", "Movements of the period", null,
            [
                new("number", "Entry", Number), new("effectiveOn", "Takes effect"), new("kind", "Kind"), new("narrative", "Narrative"),
                new("source", "Source"), new("paidInPence", "Paid in", Pence), new("owedPence", "Owed", Pence),
            ],
            [.. entries.Take(MovementsMax).Select(entry => (IReadOnlyList<StatementCell>)
            [
                entry.Number, StatementFacts.Day(entry.EffectiveOn), EntryHash.Word(entry.Kind), entry.Narrative, entry.Source,
                -On(entry, contributions), On(entry, receivables),
            ])]).WithTotal();

        static long On(JournalEntry entry, string account) => entry.Lines.Where(line => line.Account == account)
            .Sum(line => line.Side == Side.Debit ? line.AmountPence : -line.AmountPence);
    }
}
