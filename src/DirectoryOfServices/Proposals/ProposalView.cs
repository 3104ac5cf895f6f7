using System.Text.Json;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Proposals;

/// <summary>
/// A proposal as a list shows it. <c>BasedOnVersion</c> is absent where the entry is to be new. <c>MergedInto</c>: the entry was merged into
/// that one while the proposal waited, and so it was superseded; <c>Reason</c> says so.
/// </summary>
public sealed record ProposalSummary(
    Guid Id,
    Guid ServiceId,
    string Name,
    ProposalStatus Status,
    string OrganisationCode,
    string ProposedBy,
    DateTimeOffset ProposedAt,
    string? Note,
    long? BasedOnVersion,
    string? DecidedBy,
    string? DecidedByOrganisation,
    DateTimeOffset? DecidedAt,
    string? Reason,
    Guid? SupersededBy,
    long? AppliedVersion,
    Guid? MergedInto = null)
{
    internal static ProposalSummary Of(Proposal proposal) => new(
        proposal.Id.Value, proposal.ServiceId.Value, proposal.Name, proposal.Status, proposal.OrganisationCode, proposal.ProposedBy,
        proposal.ProposedAt, proposal.Note, proposal.BasedOnVersion, proposal.DecidedBy, proposal.DecidedByOrganisation, proposal.DecidedAt,
        proposal.Reason, proposal.SupersededBy?.Value, proposal.AppliedVersion, proposal.MergedInto?.Value);
}

/// <summary>A proposal, whole.</summary>
/// <param name="Proposal">What a list shows of it.</param>
/// <param name="Record">How the entry is to read.</param>
/// <param name="Differences">Of an open one: what it would change in the entry as it stands now; of any other: in the entry as it stood then.</param>
/// <param name="ChangedSince">Of an open one: what others have changed in the entry since; it can be approved only while that is nothing.</param>
/// <param name="StandingVersion">The version of the entry now; absent where it does not stand.</param>
public sealed record ProposalView(
    ProposalSummary Proposal,
    JsonElement Record,
    IReadOnlyList<Difference> Differences,
    IReadOnlyList<Difference> ChangedSince,
    long? StandingVersion)
{
    internal static ProposalView Of(Proposal proposal, CareService? standing)
    {
        var now = standing is null ? null : ServiceRecord.Of(standing);
        var differences = Difference.Between(proposal.IsOpen ? now?.ToJson() : proposal.Before, proposal.After)
            .Where(d => !d.IsOfRestriction && !d.IsOfAssurance);
        return new(
            ProposalSummary.Of(proposal),
            JsonElement.Parse(proposal.After),
            [.. differences],
            proposal.IsOpen ? proposal.ChangedSince(now) : [],
            standing?.Version);
    }
}
