using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Proposals;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Tests.Proposals;

public sealed class ProposalTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly ServiceId Id = new(Guid.CreateVersion7());
    private static readonly Caller Owner = Editor("persona:owner", "nca");
    private static readonly Caller Curator = Editor("persona:curator", "council");

    private static readonly PutServiceRequest Asked = new()
    {
        Name = "Leg ulcer clinic",
        Description = "Compression.",
        Category = ServiceCategory.CommunityHealth,
        ProviderId = Guid.CreateVersion7(),
        SiteIds = [],
        Delivery = [Delivery.InPerson],
        NeighbourhoodCodes = [],
        Keywords = ["wound"],
        Bookable = true,
        Status = RecordStatus.Active,
        IsDemonstration = false,
    };

    [Fact]
    public void A_proposal_is_decided_once_and_by_somebody_else()
    {
        Assert.Equal(ProposalErrors.FourEyes, Refusal(() => Proposed().Approve(Owner, 2, Now)));
        Assert.Equal(ProposalErrors.FourEyes, Refusal(() => Proposed().Reject(Owner, "no", Now)));
        Assert.Equal(ProposalErrors.PersonDecides, Refusal(() => Proposed().Approve(Editor("client:importer", "council"), 2, Now)));

        var proposal = Proposed();
        proposal.Approve(Curator, 2, Now);

        Assert.Equal((ProposalStatus.Approved, "persona:curator", "council", 2L),
            (proposal.Status, proposal.DecidedBy, proposal.DecidedByOrganisation, proposal.AppliedVersion));
        Assert.Equal(ProposalErrors.Closed, Refusal(() => proposal.Approve(Curator, 3, Now)));
        Assert.Equal(ProposalErrors.Closed, Refusal(() => proposal.Reject(Curator, "no", Now)));
        Assert.Equal(ProposalErrors.Closed, Refusal(() => proposal.Withdraw(Owner, Now)));
    }

    [Fact]
    public void A_curators_own_proposal_waits_for_another_curator_too()
    {
        var proposal = Proposed(Curator);

        Assert.Equal(ProposalErrors.FourEyes, Refusal(() => proposal.Approve(Curator, 2, Now)));
        proposal.Approve(Editor("persona:second-curator", "council"), 2, Now);

        Assert.Equal(ProposalStatus.Approved, proposal.Status);
    }

    [Fact]
    public void Only_whose_it_is_takes_it_back_and_a_colleague_may()
    {
        var proposal = Proposed();

        Assert.Equal(ProposalErrors.NotYourOrganisation, Refusal(() => proposal.Withdraw(Curator, Now)));
        proposal.Withdraw(Editor("persona:colleague", "nca"), Now);

        Assert.Equal(ProposalStatus.Withdrawn, proposal.Status);
    }

    [Fact]
    public void What_changes_nothing_is_no_proposal()
    {
        var standing = Standing();

        Assert.Equal(ProposalErrors.ChangesNothing, Refusal(() => Proposal.Of(For(standing, Asked), Id, standing, Owner, "nca", Now)));
        Assert.Equal(ProposalErrors.BasedOnAnother, Refusal(() =>
            Proposal.Of(For(standing, Asked) with { BasedOnVersion = 2 }, Id, standing, Owner, "nca", Now)));
    }

    [Fact]
    public void What_others_have_changed_since_stops_the_approval_and_is_named()
    {
        var standing = Standing();
        var proposal = Proposal.Of(For(standing, Asked with { TariffPence = 5 }), Id, standing, Owner, "nca", Now);
        standing.Amend(Asked with { Telephone = "0161 496 0000" }, Now);

        var refusal = Assert.Throws<DomainException>(() => proposal.CheckApproval(Curator, ServiceRecord.Of(standing)));

        Assert.Equal((ProposalErrors.ServiceChanged, "Changed since: telephone."), (refusal.Error, refusal.Detail));
    }

    [Fact]
    public void A_quality_restriction_in_between_stops_no_approval()
    {
        var standing = Standing();
        var proposal = Proposal.Of(For(standing, Asked with { TariffPence = 5 }), Id, standing, Owner, "nca", Now);
        standing.FollowRestrictions(anyStands: true, levelDiffers: true, Now);

        proposal.CheckApproval(Curator, ServiceRecord.Of(standing));

        Assert.Equal(RecordStatus.Active, ServiceRecord.AsRequest(ServiceRecord.Of(standing).ToJson()).Status);
    }

    [Fact]
    public void Nobody_assures_an_entry_by_a_proposal()
    {
        var forged = new DateOnly(2026, 2, 28);
        var standing = CareService.Of(Id, Asked with { AssuredOn = new(2025, 1, 1), AssuredBy = "Council" }, isRestricted: false, Now);

        var proposal = Proposal.Of(
            For(standing, Asked with { TariffPence = 5, AssuredOn = forged, AssuredBy = "CQC", AssurerEmail = "forged@trust.example" }),
            Id, standing, Owner, "nca", Now);
        var isNew = Proposal.Of(new() { Record = Asked with { AssuredOn = forged, AssuredBy = "CQC" } }, Id, null, Owner, "nca", Now);

        var entered = proposal.Over(standing);
        Assert.Equal((5, new DateOnly(2025, 1, 1), "Council", null),
            (entered.TariffPence, entered.AssuredOn, entered.AssuredBy, entered.AssurerEmail));
        Assert.Equal((null, null), (isNew.Over(null).AssuredOn, isNew.Over(null).AssuredBy));
        Assert.DoesNotContain("CQC", proposal.After + isNew.After, StringComparison.Ordinal);
        Assert.Equal(ProposalErrors.ChangesNothing, Refusal(() => Proposal.Of(
            For(standing, Asked with { AssuredOn = forged, AssuredBy = "CQC" }), Id, standing, Owner, "nca", Now)));
    }

    [Fact]
    public void An_assurance_in_between_stops_no_approval_and_stays()
    {
        var standing = Standing();
        var proposal = Proposal.Of(For(standing, Asked with { TariffPence = 5 }), Id, standing, Owner, "nca", Now);
        standing.Amend(Asked with { AssuredOn = new(2026, 2, 1), AssuredBy = "Council" }, Now);

        proposal.CheckApproval(Curator, ServiceRecord.Of(standing));

        Assert.Equal((new DateOnly(2026, 2, 1), "Council"), (proposal.Over(standing).AssuredOn, proposal.Over(standing).AssuredBy));
    }

    [Fact]
    public void A_stored_record_can_be_sent_again_word_for_word()
    {
        var standing = Standing();

        Assert.False(standing.Amend(ServiceRecord.AsRequest(ServiceRecord.Of(standing).ToJson()), Now));
    }

    [Fact]
    public void A_difference_is_what_somebody_reading_both_would_see()
    {
        const string before = """{"name":"A","keywords":[],"bookable":false,"tariffPence":1,"siteIds":["x"]}""";
        const string after = """{"name":"B","tariffPence":1,"siteIds":["x","y"],"alert":"New"}""";

        var differences = Difference.Between(before, after);

        Assert.Equal(["alert", "name", "siteIds"], differences.Select(d => d.Member));
        Assert.Equal(("A", "B"), (differences[1].Before?.GetString(), differences[1].After?.GetString()));
        Assert.Null(differences[0].Before);
        Assert.Empty(Difference.Between(after, after));
    }

    private static Proposal Proposed(Caller? by = null) =>
        Proposal.Of(new() { Record = Asked }, Id, null, by ?? Owner, (by ?? Owner).OrganisationCode ?? "", Now);

    private static CareService Standing() => CareService.Of(Id, Asked, isRestricted: false, Now);

    private static ProposeServiceRequest For(CareService standing, PutServiceRequest record) =>
        new() { ServiceId = Id.Value, BasedOnVersion = standing.Version, Record = record };

    private static Caller Editor(string subject, string organisation) => new(subject, subject, Roles.DirectoryEditor, organisation, null);

    private static DomainError Refusal(Action action) => Assert.Throws<DomainException>(action).Error;
}
