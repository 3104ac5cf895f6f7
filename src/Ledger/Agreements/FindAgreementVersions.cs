using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>Every version of a fund's agreement, the newest first, those that were declined or withdrawn too.</summary>
internal static class FindAgreementVersions
{
    public static async Task<Ok<Page<AgreementSummaryView>>> Handle(
        string code, [AsParameters] PageRequest paging, Caller caller, LedgerDb db, CancellationToken cancellationToken)
    {
        await db.FundForAsync(code, caller, cancellationToken);
        var page = await db.AgreementVersions.AsNoTracking()
            .Where(v => v.FundCode == code)
            .OrderByDescending(v => v.Version)
            .Select(v => new
            {
                Version = v,
                Answers = db.AgreementAnswers.Where(a => a.FundCode == code && a.Version == v.Version).ToList(),
                Effect = db.AgreementEffects.SingleOrDefault(e => e.FundCode == code && e.Version == v.Version),
            })
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<AgreementSummaryView>(
            [.. page.Items.Select(item => AgreementSummaryView.Of(item.Version, item.Answers, item.Effect))],
            page.Number, page.PageSize, page.Total));
    }
}
