using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Virements;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Funds;

/// <summary>Where a fund's money stands at the end of a day, by the days on which the postings take effect.</summary>
internal static class SeePosition
{
    public static async Task<Ok<PositionView>> Handle(
        string code, DateOnly? asOf, Caller caller, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var day = asOf ?? LondonTime.DateOf(time.GetUtcNow());
        var debitsLessCredits = await db.AccountDays
            .Where(d => d.FundCode == code && d.EffectiveOn <= day)
            .GroupBy(d => d.Account)
            .Select(account => new { account.Key, Pence = account.Sum(d => d.DebitsPence - d.CreditsPence) })
            .ToDictionaryAsync(account => account.Key, account => account.Pence, StringComparer.Ordinal, cancellationToken);
        var moved = await db.MovedBudgetsAsync(code, day, cancellationToken);
        return TypedResults.Ok(PositionView.Of(fund, day, debitsLessCredits, moved));
    }
}
