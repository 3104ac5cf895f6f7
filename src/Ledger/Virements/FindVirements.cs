using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Virements;

/// <summary>The virements of a fund, earliest effect first; those to come too.</summary>
internal static class FindVirements
{
    public static async Task<Ok<Page<VirementView>>> Handle(
        string code, [AsParameters] PageRequest paging, Caller caller, LedgerDb db, CancellationToken cancellationToken)
    {
        await db.FundForAsync(code, caller, cancellationToken);
        return TypedResults.Ok(await (
            from virement in db.Virements
            where virement.FundCode == code
            join right in db.Authorisations on virement.Source equals right.Source
            orderby virement.EffectiveOn, virement.Id
            select new VirementView(virement.Id.Value, code, virement.FromProgramme, virement.ToProgramme, virement.AmountPence,
                virement.EffectiveOn, virement.MadeAt, right.Reason, right.MadeBy,
                db.Approvals.Where(a => a.Id == right.ApprovalId).Select(a => a.DecidedBy).SingleOrDefault()))
            .ToPageAsync(paging, cancellationToken));
    }
}
