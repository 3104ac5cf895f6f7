using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>What the referral became, when, and in which role and for which organisation somebody did it.</summary>
public sealed record ReferralChangeView(
    int Sequence, ReferralChangeKind Kind, ReferralStage Stage, DateTimeOffset At, string ByRole, string? ByOrganisation);

public sealed record ReferralHistory(IReadOnlyList<ReferralChangeView> Items);

/// <summary>Every change of a referral, from the first.</summary>
internal static class GetReferralHistory
{
    private const int ChangesMax = 1000;

    public static async Task<Ok<ReferralHistory>> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, CancellationToken cancellationToken)
    {
        var request = await db.ReferralsOf(caller).AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == new ServiceRequestId(id), cancellationToken)
            ?? throw new DomainException(ServiceRequestErrors.Unknown);
        var changes = await db.ServiceRequests.AsNoTracking().Where(r => r.Id == request.Id)
            .SelectMany(r => r.History).OrderBy(c => c.Sequence).Take(ChangesMax).ToListAsync(cancellationToken);
        db.RecordAccess(request, caller, purpose, "referral.history-read");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new ReferralHistory([.. changes.Select(c => c.View())]));
    }

    public static ReferralChangeView View(this ServiceRequestChange c) =>
        new(c.Sequence, c.Kind, c.Stage, LondonTime.ToLondon(c.At), c.ByRole, c.ByOrganisation);
}
