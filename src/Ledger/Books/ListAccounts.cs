using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Books;

/// <summary>A fund's chart of accounts, with what stands on each at the end of a day.</summary>
internal static class ListAccounts
{
    public static async Task<Ok<AccountsView>> Handle(
        string code, DateOnly? asOf, Caller caller, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var day = asOf ?? LondonTime.DateOf(time.GetUtcNow());
        var accounts = await db.AccountDays.Where(d => d.FundCode == fund.Code && d.EffectiveOn <= day)
            .GroupBy(d => d.Account).OrderBy(account => account.Key)
            .Select(account => new { account.Key, Debits = account.Sum(d => d.DebitsPence), Credits = account.Sum(d => d.CreditsPence) })
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new AccountsView(fund.Code, day,
            accounts.ConvertAll(a => new AccountView(a.Key, AccountKinds.Of(a.Key), a.Debits, a.Credits, a.Debits - a.Credits))));
    }
}

public sealed record AccountsView(string FundCode, DateOnly AsOf, IReadOnlyList<AccountView> Accounts);

/// <summary>One account. <c>BalancePence</c> is its debits less its credits.</summary>
public sealed record AccountView(string Account, AccountKind Kind, long DebitsPence, long CreditsPence, long BalancePence);
