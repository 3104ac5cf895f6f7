using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Search;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Proposals;

/// <summary>Which proposals; everything may be left out, and what is given must hold.</summary>
/// <param name="Status">What became of them.</param>
/// <param name="Mine">True: only those of the caller's own organisation.</param>
/// <param name="ServiceId">Those for one entry.</param>
public readonly record struct ProposalQuery([property: Word<ProposalStatus>] string? Status, bool? Mine, Guid? ServiceId);

internal static class ListProposals
{
    /// <remarks>Open ones first and the longest waiting first among them; then what has been decided, latest first.</remarks>
    public static async Task<Ok<Page<ProposalSummary>>> Handle(
        [AsParameters] ProposalQuery query, [AsParameters] PageRequest paging, Caller caller, DirectoryDb db,
        CancellationToken cancellationToken)
    {
        var seen = await db.ProposalsOfAsync(caller, cancellationToken);
        if (query.Mine == true) seen = seen.Where(p => p.OrganisationCode == caller.OrganisationCode);
        if (ApiWord.Read<ProposalStatus>(query.Status) is { } status) seen = seen.Where(p => p.Status == status);
        if (query.ServiceId is { } id) seen = seen.Where(p => p.ServiceId == new ServiceId(id));

        var page = await seen
            .OrderBy(p => p.Status != ProposalStatus.Proposed)
            .ThenBy(p => p.Status == ProposalStatus.Proposed ? (DateTimeOffset?)p.ProposedAt : null)
            .ThenByDescending(p => p.DecidedAt).ThenBy(p => p.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<ProposalSummary>(
            [.. page.Items.Select(ProposalSummary.Of)], page.Number, page.PageSize, page.Total));
    }
}

internal static class ProposalSight
{
    /// <summary>The proposals that the caller may know of: every one who keeps the whole directory, else those of their own organisation.</summary>
    public static async Task<IQueryable<Proposal>> ProposalsOfAsync(
        this DirectoryDb db, Caller caller, CancellationToken cancellationToken) =>
        await db.IsCuratorAsync(caller, cancellationToken)
            ? db.Proposals.AsNoTracking()
            : db.Proposals.AsNoTracking().Where(p => p.OrganisationCode == caller.OrganisationCode);
}
