using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Accruals;

/// <summary>The accruals of a fund, earliest month first; of one month where it is named.</summary>
internal static class FindAccruals
{
    public static async Task<Ok<Page<AccrualView>>> Handle(
        string code, [RegularExpression(Period.Pattern)] string? period, [AsParameters] PageRequest paging, Caller caller, LedgerDb db,
        CancellationToken cancellationToken)
    {
        await db.FundForAsync(code, caller, cancellationToken);
        var accruals = db.Accruals.AsNoTracking().Where(a => a.FundCode == code);
        if (period is not null)
        {
            if (!Period.TryParse(period, out var month)) throw new DomainException(AccrualErrors.PeriodInvalid);
            var last = month.LastDay;
            accruals = accruals.Where(a => a.PeriodEnd == last);
        }

        var page = await accruals.OrderBy(a => a.PeriodEnd).ThenBy(a => a.Id).ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<AccrualView>([.. page.Items.Select(AccrualView.Of)], page.Number, page.PageSize, page.Total));
    }
}
