using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Books;

/// <summary>Every account of the caller's funds at the end of a day, as known now or at an earlier moment; the debits of all equal the credits of all.</summary>
internal static class ShowTrialBalance
{
    public static async Task<Ok<TrialBalanceView>> Handle(
        DateOnly? asOf, DateTimeOffset? knownAt, Caller caller, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var day = asOf ?? LondonTime.DateOf(time.GetUtcNow());
        var funds = await db.FundsOf(caller).Select(f => f.Code).ToArrayAsync(cancellationToken);
        var balances = await db.BalancesAsync(funds, day, knownAt, cancellationToken);
        var accounts = balances.Select(a => new TrialBalanceAccountView(a.FundCode, a.Account, a.DebitsPence, a.CreditsPence)).ToList();
        return TypedResults.Ok(new TrialBalanceView(
            day, accounts.Sum(account => account.DebitsPence), accounts.Sum(account => account.CreditsPence), accounts));
    }
}

public sealed record TrialBalanceView(
    DateOnly AsOf, long DebitsPence, long CreditsPence, IReadOnlyList<TrialBalanceAccountView> Accounts);

public sealed record TrialBalanceAccountView(string FundCode, string Account, long DebitsPence, long CreditsPence);
