using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Books;

/// <summary>A fund's chart of accounts, with what stands on each at the end of a day, as known now or, with <c>knownAt</c>, at an earlier moment.</summary>
internal static class ListAccounts
{
    public static async Task<Ok<AccountsView>> Handle(
        string code, DateOnly? asOf, DateTimeOffset? knownAt, Caller caller, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var day = asOf ?? LondonTime.DateOf(time.GetUtcNow());
        var accounts = await db.BalancesAsync([fund.Code], day, knownAt, cancellationToken);
        return TypedResults.Ok(new AccountsView(fund.Code, day,
            [.. accounts.Select(a => new AccountView(a.Account, AccountKinds.Of(a.Account), a.DebitsPence, a.CreditsPence, a.DebitsPence - a.CreditsPence))]));
    }
}

public sealed record AccountsView(string FundCode, DateOnly AsOf, IReadOnlyList<AccountView> Accounts);

/// <summary>One account. <c>BalancePence</c> is its debits less its credits.</summary>
public sealed record AccountView(string Account, AccountKind Kind, long DebitsPence, long CreditsPence, long BalancePence);
