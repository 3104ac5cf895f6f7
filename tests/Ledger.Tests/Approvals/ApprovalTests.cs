using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Approvals;

namespace IntegratedCare.Ledger.Tests.Approvals;

public sealed class ApprovalTests
{
    private static readonly Caller Maker = new("persona:maker", "Maker", Roles.FinanceOfficer, A.Council, null);
    private static readonly Caller Checker = new("persona:checker", "Checker", Roles.PoolManager, A.Council, null);
    private static readonly DateTimeOffset Last = A.Now.AddDays(14).AddTicks(-1);

    private static Approval Asked() => Approval.Ask(
        ApprovalKind.ManualEntry, ("fund", 5_000, 0), ("An invoice", "It belongs to no booking"), A.ManualEntry(), Maker, A.Now, expireAfterDays: 14);

    private static DomainError Refused(Action act) => Assert.Throws<DomainException>(act).Error;

    [Fact]
    public void The_request_comes_back_as_it_was_asked()
    {
        var read = Asked().Read<Ledger.ManualEntries.PostManualEntryRequest>();

        Assert.Equal(A.ManualEntry().Lines, read.Lines);
        Assert.Equal(A.ManualEntry() with { Lines = read.Lines }, read);
    }

    [Fact]
    public void Nobody_decides_what_they_asked_for_whatever_their_role()
    {
        var inAnotherRole = Checker with { Subject = Maker.Subject };

        Assert.Equal(ApprovalErrors.FourEyes, Refused(() => Asked().Approve(inAnotherRole, 1, A.Now)));
        Assert.Equal(ApprovalErrors.FourEyes, Refused(() => Asked().Reject(Maker, "No", A.Now)));
    }

    [Fact]
    public void A_program_or_a_role_that_is_not_meant_decides_nothing()
    {
        Assert.Equal(ApprovalErrors.PersonDecides, Refused(() => Asked().Approve(Checker with { Subject = "client:erp" }, 1, A.Now)));
        Assert.Equal(ApprovalErrors.NotYourDecision, Refused(() => Asked().Approve(Checker with { Role = Roles.BoardMember }, 1, A.Now)));
    }

    [Fact]
    public void It_is_decided_once()
    {
        var approval = Asked();
        approval.Approve(Checker, 7, A.Now);

        Assert.Equal((ApprovalStatus.Approved, 7L, Checker.Subject), (approval.Status, approval.EntryNumber, approval.DecidedBy));
        Assert.Equal(ApprovalErrors.Closed, Refused(() => approval.Reject(Checker, "No", A.Now)));
        Assert.Equal(ApprovalErrors.Closed, Refused(() => approval.Withdraw(Maker, A.Now)));
    }

    [Fact]
    public void Only_the_maker_takes_it_back()
    {
        var approval = Asked();

        Assert.Equal(ApprovalErrors.NotYours, Refused(() => approval.Withdraw(Checker, A.Now)));
        approval.Withdraw(Maker, A.Now);
        Assert.Equal(ApprovalStatus.Withdrawn, approval.Status);
    }

    [Fact]
    public void It_can_be_decided_until_it_expires_and_not_after()
    {
        var late = Asked();

        Asked().Approve(Checker, 1, Last);
        Assert.Equal(ApprovalStatus.Pending, late.StatusAt(Last));
        Assert.Equal(ApprovalStatus.Expired, late.StatusAt(Last.AddTicks(1)));
        Assert.Equal(ApprovalErrors.Expired, Refused(() => late.Approve(Checker, 1, Last.AddTicks(1))));
        Assert.Equal(ApprovalErrors.Expired, Refused(() => late.Withdraw(Maker, Last.AddTicks(1))));
    }
}
