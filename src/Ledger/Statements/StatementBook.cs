using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.BetterCare;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Statements;

/// <summary>Draws up statements from a fund's books, and knows who may see which.</summary>
internal static class StatementBook
{
    /// <summary>What the books say of the subject. The caller holds the journal, or reads in one snapshot.</summary>
    public static async Task<(FundFigures Figures, StatementDocument Document)> DrawUpAsync(
        this LedgerDb db, Fund fund, StatementSubject subject, JournalHead head, CancellationToken cancellationToken)
    {
        if (!fund.FinancialYear.Covers(subject.Period.From)) throw new DomainException(StatementErrors.OtherYear);
        var figures = await FundFigures.ReadAsync(db, fund, subject.Period, head, cancellationToken);
        return (figures, subject.Kind switch
        {
            StatementKind.Partner => await PartnerStatement.ReadAsync(db, figures, PartnerOf(fund, subject.Partner), cancellationToken),
            StatementKind.Quarterly => PoolReport.Quarterly(figures, await Outlook.ReadAsync(db, figures, cancellationToken)),
            StatementKind.Annual => PoolReport.Annual(figures),
            StatementKind.BetterCareFund => BetterCareReturn.Of(figures,
                await db.LastPlanAsync(fund.Code, cancellationToken) ?? throw new DomainException(BetterCareErrors.Unknown)),
        });
    }

    /// <summary>The issued statements that the caller may read: reports go to everybody who sees the fund, a partner's own to it and to the host.</summary>
    public static IQueryable<IssuedStatement> StatementsFor(this LedgerDb db, Fund fund, Caller caller)
    {
        // A board member acts for the place, whatever organisation they come from.
        var own = caller.Is(Roles.FinanceOfficer, Roles.PoolManager) ? caller.OrganisationCode : null;
        var isHost = own == fund.HostOrganisationCode;
        return db.IssuedStatements.Where(s => s.FundCode == fund.Code && (s.Partner == null || isHost || s.Partner == own));
    }

    private static FundPartner PartnerOf(Fund fund, string? organisation) =>
        fund.Partners.FirstOrDefault(partner => partner.OrganisationCode == organisation)
        ?? throw new DomainException(StatementErrors.PartnerUnknown);
}
