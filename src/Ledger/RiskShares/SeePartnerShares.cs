using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>Each partner's part of the pool, as its own accounts show it.</summary>
/// <remarks>
/// A pool is no legal entity: where the partners control it jointly each accounts for its share of the income, expenditure, assets and
/// liabilities (IFRS 10 and 11, as CIPFA reads them for pooled budgets), by the agreement's rule.
/// </remarks>
internal static class SeePartnerShares
{
    public static async Task<Ok<PartnerSharesView>> Handle(
        string code, DateOnly? asOf, Caller caller, Purpose purpose, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var reckoning = await RiskShareReckoning.OfActualsAsync(
            db, fund, asOf ?? LondonTime.DateOf(time.GetUtcNow()), cancellationToken);
        db.RecordAccess(caller, purpose, "partner-shares.read", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(PartnerSharesView.Of(reckoning));
    }
}

/// <summary>The pool's figures and every partner's part of them: the parts of all partners sum to the pool's, each partner's own balance.</summary>
public sealed record PartnerSharesView(
    string FundCode, DateOnly AsOf, int AgreementVersion, RiskShareBasis Basis, PoolFigures Pool, IReadOnlyList<PartnerPoolShareView> Partners)
{
    internal static PartnerSharesView Of(RiskShareReckoning reckoning)
    {
        var rows = PoolFigures.Rows(reckoning.Balances);
        var parts = PoolTable.Split(rows, reckoning.Claims);
        return new(
            reckoning.Fund.Code,
            reckoning.AsOf,
            reckoning.Agreement.Version,
            reckoning.Agreement.RiskShare.Basis,
            PoolFigures.Of(rows),
            [.. reckoning.Claims.Select((claim, column) => new PartnerPoolShareView(
                claim.Code,
                RiskShareView.NameOf(reckoning, claim.Code),
                claim.Weight,
                -reckoning.Balances.GetValueOrDefault(Account.Contributions(claim.Code)),
                reckoning.Balances.GetValueOrDefault(Account.Receivables(claim.Code)),
                PoolFigures.Of([.. parts.Select(row => row[column])])))]);
    }
}

/// <summary>One partner's part. What it has itself paid in and owes the pool stands beside it, for its own accounts leave that out on both sides.</summary>
public sealed record PartnerPoolShareView(
    string Partner, string Name, long Weight, long OwnContributionsPence, long OwesThePoolPence, PoolFigures Share);
