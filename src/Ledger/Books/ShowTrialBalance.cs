using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Books;

/// <summary>Every account of the caller's funds at the end of a day; the debits of all equal the credits of all.</summary>
internal static class ShowTrialBalance
{
    public static async Task<Ok<TrialBalanceView>> Handle(
        DateOnly? asOf, Caller caller, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var day = asOf ?? LondonTime.DateOf(time.GetUtcNow());
        var funds = db.FundsOf(caller).Select(f => f.Code);
        var accounts = await db.AccountDays
            .Where(d => d.EffectiveOn <= day && funds.Contains(d.FundCode))
            .GroupBy(d => new { d.FundCode, d.Account })
            .OrderBy(account => account.Key.FundCode).ThenBy(account => account.Key.Account)
            .Select(account => new TrialBalanceAccountView(
                account.Key.FundCode, account.Key.Account,
                account.Sum(d => d.DebitsPence), account.Sum(d => d.CreditsPence)))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new TrialBalanceView(
            day, accounts.Sum(account => account.DebitsPence), accounts.Sum(account => account.CreditsPence), accounts));
    }
}

public sealed record TrialBalanceView(
    DateOnly AsOf, long DebitsPence, long CreditsPence, IReadOnlyList<TrialBalanceAccountView> Accounts);

public sealed record TrialBalanceAccountView(string FundCode, string Account, long DebitsPence, long CreditsPence);
