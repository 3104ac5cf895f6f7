using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Virements;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Funds;

/// <summary>Where a fund's money stands at the end of a day, by the days on which the postings take effect; as known now or at an earlier moment.</summary>
internal static class SeePosition
{
    public static async Task<Ok<PositionView>> Handle(
        string code, DateOnly? asOf, DateTimeOffset? knownAt, Caller caller, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var day = asOf ?? LondonTime.DateOf(time.GetUtcNow());
        var balances = await db.BalancesAsync([code], day, knownAt, cancellationToken);
        var debitsLessCredits = balances.ToDictionary(a => a.Account, a => a.DebitsPence - a.CreditsPence, StringComparer.Ordinal);
        var moved = await db.MovedBudgetsAsync(code, day, cancellationToken);
        return TypedResults.Ok(PositionView.Of(fund, day, debitsLessCredits, moved));
    }
}
