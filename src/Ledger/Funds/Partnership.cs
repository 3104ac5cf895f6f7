using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Funds;

/// <summary>Whose purse it is: the one place that decides whose position and books a caller sees.</summary>
/// <remarks>
/// Partners hold a pool together, so that each sees what came in and went out of it, and the sum that every other has paid. How another partner
/// pays or is paid back (its dates, its references) is between it and the host, who keeps the accounts (SI 2000/617, regulation 7).
/// </remarks>
internal static class Partnership
{
    /// <summary>The funds whose money is the caller's business.</summary>
    public static IQueryable<Fund> FundsOf(this LedgerDb db, Caller caller) => caller switch
    {
        { Role: Roles.BoardMember } => db.Funds,
        { Role: Roles.PoolManager, OrganisationCode: { } host } => db.Funds.Where(f => f.HostOrganisationCode == host),
        { Role: Roles.FinanceOfficer, OrganisationCode: { } partner } => db.Funds.Where(f =>
            f.HostOrganisationCode == partner || f.Partners.Any(p => p.OrganisationCode == partner) || f.Class == FundClass.InView),
        _ => db.Funds.Where(_ => false),
    };

    /// <summary>The kinds of entries by which a partner pays or is paid back, and what undoes them: one that moves a partner's account is that partner's.</summary>
    public static readonly EntryKind[] PartnersKinds = [EntryKind.Contribution, EntryKind.Payment, EntryKind.Reversal];

    /// <summary>The entries that the caller may read: of their funds, and what other partners pay in or get back only where they are the host.</summary>
    public static IQueryable<JournalEntry> EntriesOf(this LedgerDb db, Caller caller)
    {
        var funds = db.FundsOf(caller).Select(f => f.Code);
        var hosted = db.HostedBy(caller).Select(f => f.Code);
        var own = OwnAccounts(caller);
        return db.JournalEntries.Where(e => funds.Contains(e.FundCode)
            && (!PartnersKinds.Contains(e.Kind)
                || !e.Accounts.Any(account => account.StartsWith(Account.ContributionsPrefix) || account.StartsWith(Account.ReceivablesPrefix))
                || hosted.Contains(e.FundCode) || e.Accounts.Any(account => own.Contains(account))));
    }

    /// <summary>The funds whose accounts the caller's organisation keeps.</summary>
    public static IQueryable<Fund> HostedBy(this LedgerDb db, Caller caller) =>
        db.Funds.Where(f => f.HostOrganisationCode == caller.OrganisationCode);

    /// <summary>Whether the caller may read an account's entries: those through which other partners' payments pass are for the host.</summary>
    public static bool MayReadAccount(this Fund fund, Caller caller, string account) =>
        fund.HostOrganisationCode == caller.OrganisationCode
        || OwnAccounts(caller).Contains(account)
        || AccountKinds.Of(account) is AccountKind.Expense or AccountKind.Encumbrance;

    /// <summary>The accounts through which the caller's organisation pays in, owes and is paid back.</summary>
    public static string[] OwnAccounts(Caller caller) => caller.OrganisationCode is { } partner
        ? [Account.Contributions(partner), Account.Receivables(partner)]
        : [];

    /// <summary>The fund, whose existence is no secret, or the refusal where its money is not the caller's business.</summary>
    public static async Task<Fund> FundForAsync(this LedgerDb db, string code, Caller caller, CancellationToken cancellationToken)
    {
        var fund = await db.FundsOf(caller).AsNoTracking().SingleOrDefaultAsync(f => f.Code == code, cancellationToken);
        if (fund is not null) return fund;

        throw new DomainException(await db.Funds.AnyAsync(f => f.Code == code, cancellationToken)
            ? FundErrors.NotYourOrganisation
            : FundErrors.Unknown);
    }

    /// <summary>The fund, or the refusal where the caller's organisation does not keep its accounts.</summary>
    public static async Task<Fund> HostedFundAsync(this LedgerDb db, string code, Caller caller, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        return fund.HostOrganisationCode == caller.OrganisationCode ? fund : throw new DomainException(FundErrors.NotTheHost);
    }
}
