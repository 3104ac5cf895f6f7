using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Contributions;

/// <summary>Each payment into a fund, the newest first: to the host everybody's, to a partner its own.</summary>
internal static class FindContributions
{
    public static async Task<Ok<Page<ContributionLineView>>> Handle(
        string code, string? partner, [AsParameters] PageRequest paging, Caller caller, Purpose purpose, LedgerDb db,
        CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var own = caller.OrganisationCode == fund.HostOrganisationCode ? null : caller.OrganisationCode;
        var page = await db.Contributions.AsNoTracking()
            .Where(c => c.FundCode == code && (partner == null || c.Partner == partner) && (own == null || c.Partner == own))
            .OrderByDescending(c => c.ValueDate).ThenByDescending(c => c.Id)
            .ToPageAsync(paging, cancellationToken);
        var sources = page.Items.Select(c => c.Source).ToList();
        var entries = await db.JournalEntries.AsNoTracking().Where(e => sources.Contains(e.Source))
            .Select(e => new { e.Source, e.Number, e.PostedAt }).ToDictionaryAsync(e => e.Source, StringComparer.Ordinal, cancellationToken);
        var reversed = await Schedules.ReversedAsync(db, code, DateOnly.MaxValue, cancellationToken);
        db.RecordAccess(caller, purpose, "contribution.list", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page<ContributionLineView>(
            [.. page.Items.Select(c => new ContributionLineView(
                entries[c.Source].Number, entries[c.Source].PostedAt, c.Partner, c.AmountPence, c.ValueDate, c.Reference, c.Programme,
                c.Instalment, reversed.Contains(c.Source)))],
            page.Number, page.PageSize, page.Total));
    }
}

/// <summary>One payment. <c>Instalment</c> is the one that it was said to be for; without one it pays the oldest that is open.</summary>
public sealed record ContributionLineView(
    long EntryNumber, DateTimeOffset PostedAt, string Partner, long AmountPence, DateOnly ValueDate, string Reference, string? Programme,
    string? Instalment, bool IsReversed);
