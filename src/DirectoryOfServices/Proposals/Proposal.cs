using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.DirectoryOfServices.Proposals;

public readonly record struct ProposalId(Guid Value) : IEntityId<ProposalId>
{
    public static ProposalId New() => new(Guid.CreateVersion7());
    public static ProposalId From(Guid value) => new(value);
}

/// <summary>How somebody says that an entry should read. What is proposed never changes; what becomes of it is decided once, by somebody else.</summary>
internal sealed class Proposal
{
    /// <summary>An organisation that has more waiting than this has no use for one more.</summary>
    public const int OpenMax = 500;

    private Proposal()
    {
    }

    public required ProposalId Id { get; init; }

    /// <summary>The entry. One that is to be new has its id from here on.</summary>
    public required ServiceId ServiceId { get; init; }
    public required string Name { get; init; }
    public required string OrganisationCode { get; init; }
    public required string ProposedBy { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }
    public string? Note { get; init; }
    public long? BasedOnVersion { get; init; }    // null: the entry is to be new
    public string? Before { get; init; }    // null: the entry is to be new
    public required string After { get; init; }
    public ProposalStatus Status { get; private set; }
    public string? DecidedBy { get; private set; }    // null: it is open
    public string? DecidedByOrganisation { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? Reason { get; private set; }    // null: neither rejected nor closed by a merge
    public ProposalId? SupersededBy { get; private set; }    // null: no other proposal took its place

    /// <summary>The entry that speaks for this one, which was merged into it while the proposal waited.</summary>
    public ServiceId? MergedInto { get; private set; }    // null: that is not how it ended
    public long? AppliedVersion { get; private set; }    // null: not approved

    public bool IsOpen => Status == ProposalStatus.Proposed;

    /// <param name="asked">What is proposed.</param>
    /// <param name="id">The entry.</param>
    /// <param name="standing">How it stands; null where it is to be new.</param>
    /// <param name="caller">Who proposes.</param>
    /// <param name="organisationCode">For whom.</param>
    /// <param name="now">When.</param>
    public static Proposal Of(
        ProposeServiceRequest asked, ServiceId id, CareService? standing, Caller caller, string organisationCode, DateTimeOffset now)
    {
        if (asked.BasedOnVersion != standing?.Version) throw new DomainException(ProposalErrors.BasedOnAnother);

        var after = ServiceRecord.Of(CareService.Of(id, WithAssuranceOf(standing, asked.Record), standing is { IsRestricted: true }, now));
        var before = standing is null ? null : ServiceRecord.Of(standing).ToJson();
        if (after.ToJson() == before) throw new DomainException(ProposalErrors.ChangesNothing);

        return new()
        {
            Id = ProposalId.New(),
            ServiceId = id,
            Name = after.Name,
            OrganisationCode = organisationCode,
            ProposedBy = caller.Subject,
            ProposedAt = now,
            Note = string.IsNullOrWhiteSpace(asked.Note) ? null : asked.Note.Trim(),
            BasedOnVersion = standing?.Version,
            Before = before,
            After = after.ToJson(),
        };
    }

    /// <summary>Who answers for the entry when this caller approves: the caller, and the one who proposed.</summary>
    public Author ApprovedBy(Caller caller) => Author.Of(caller) with { Proposer = new(Id, ProposedBy, OrganisationCode) };

    /// <summary>What has changed in the entry since the proposal was made, besides quality's restrictions.</summary>
    /// <remarks>An assurance in between is no such change: a proposal says nothing of it, and it stays.</remarks>
    public IReadOnlyList<Difference> ChangedSince(ServiceRecord? standing) =>
        Difference.Between(Before, standing?.ToJson()).Where(d => !d.IsOfRestriction && !d.IsOfAssurance).ToList();

    /// <summary>What is to be entered over the entry as it stands.</summary>
    public PutServiceRequest Over(CareService? standing) => WithAssuranceOf(standing, ServiceRecord.AsRequest(After));

    /// <summary>Refuses where the caller may not decide it, or it would undo what has been entered since.</summary>
    public void CheckApproval(Caller caller, ServiceRecord? standing)
    {
        CheckDecision(caller);
        if (ChangedSince(standing) is { Count: > 0 } since)
            throw new DomainException(ProposalErrors.ServiceChanged, $"Changed since: {string.Join(", ", since.Select(d => d.Member))}.");
    }

    public void Approve(Caller caller, long appliedVersion, DateTimeOffset now)
    {
        CheckDecision(caller);
        AppliedVersion = appliedVersion;
        Decide(ProposalStatus.Approved, caller, now);
    }

    public void Reject(Caller caller, string reason, DateTimeOffset now)
    {
        CheckDecision(caller);
        Reason = reason.Trim();
        Decide(ProposalStatus.Rejected, caller, now);
    }

    /// <summary>Takes it back. Whoever acts for the organisation that proposed may, and nobody else.</summary>
    public void Withdraw(Caller caller, DateTimeOffset now)
    {
        RequireOwn(caller);
        Decide(ProposalStatus.Withdrawn, caller, now);
    }

    /// <summary>Gives way to another proposal of the same organisation for the same entry.</summary>
    public void GiveWayTo(ProposalId successor, Caller caller, DateTimeOffset now)
    {
        RequireOwn(caller);
        SupersededBy = successor;
        Decide(ProposalStatus.Superseded, caller, now);
    }

    /// <summary>Gives way because the entry was merged: what it says would now have to be said of the one that speaks for both.</summary>
    /// <param name="survivor">The entry that speaks for both.</param>
    /// <param name="caller">Who merged them.</param>
    /// <param name="now">When.</param>
    public void GiveWayToMerge(CareService survivor, Caller caller, DateTimeOffset now)
    {
        MergedInto = survivor.Id;
        Reason = "The entry was merged into another one, which speaks for it: propose there what still holds.";
        Decide(ProposalStatus.Superseded, caller, now);
    }

    // Nobody assures an entry by a proposal: whoever approves has looked at its text, and has not asked whoever the record names.
    private static PutServiceRequest WithAssuranceOf(CareService? standing, PutServiceRequest asked) =>
        asked with { AssuredOn = standing?.AssuredOn, AssuredBy = standing?.AssuredBy, AssurerEmail = standing?.AssurerEmail };

    private void RequireOwn(Caller caller)
    {
        if (caller.OrganisationCode != OrganisationCode) throw new DomainException(ProposalErrors.NotYourOrganisation);
    }

    private void CheckDecision(Caller caller)
    {
        if (caller.IsProgram) throw new DomainException(ProposalErrors.PersonDecides);
        if (caller.Subject == ProposedBy) throw new DomainException(ProposalErrors.FourEyes);
        CheckOpen();
    }

    private void Decide(ProposalStatus status, Caller caller, DateTimeOffset now)
    {
        CheckOpen();
        Status = status;
        (DecidedBy, DecidedByOrganisation, DecidedAt) = (caller.Subject, caller.OrganisationCode, now);
    }

    private void CheckOpen()
    {
        if (!IsOpen) throw new DomainException(ProposalErrors.Closed, $"It is {Status.Word()}.");
    }
}

/// <summary>Who proposed what another approved.</summary>
internal sealed record Proposer(ProposalId ProposalId, string Subject, string OrganisationCode);

/// <summary>What became of a proposal.</summary>
public enum ProposalStatus
{
    /// <summary>It waits for somebody else to decide.</summary>
    Proposed,

    /// <summary>The entry reads as proposed.</summary>
    Approved,

    /// <summary>The entry stays as it was, and a reason says why.</summary>
    Rejected,

    /// <summary>The organisation that proposed has taken it back.</summary>
    Withdrawn,

    /// <summary>The organisation has proposed another text instead.</summary>
    Superseded,
}
