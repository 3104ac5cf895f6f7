using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Absences;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Reseating;

/// <summary>What would change: the whole team as it shall be, or an absence; one of the two.</summary>
/// <remarks><c>WithinDays</c> (7) is how far from its time a booking may be proposed another; <c>Shuffle</c> (true) lets others change member at their own time.</remarks>
public sealed record PreviewReseatingRequest(
    PutTeamRequest? Team = null, EnterAbsenceRequest? Absence = null, [Range(0, PreviewReseatingRequest.DaysMax)] int? WithinDays = null, bool? Shuffle = null)
{
    internal const int DaysMax = 42;
    private const int DaysDefault = 7;

    internal int Days => WithinDays ?? DaysDefault;
    internal bool MayShuffle => Shuffle ?? true;
}

/// <summary>What the change would do. <c>KeepingTimes</c> is the plan in which nobody's time or place changes: what is done unless <c>moveTimes</c> is said.</summary>
public sealed record ReseatingPreview(
    string Token, int Orphaned, int Seated, int SeatedKeepingTimes, IReadOnlyList<ProposalView> Proposals, IReadOnlyList<ProposalView> KeepingTimes);

/// <summary>Says which bookings a change would orphan and where each could go. Nothing is changed or kept.</summary>
internal static class PreviewReseating
{
    public static async Task<Ok<ReseatingPreview>> Handle(
        Guid id, PreviewReseatingRequest request, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var version = await db.RotaVersionAsync(cancellationToken);
        var change = await ReseatingChange.ReadAsync(db, id, request.Team, request.Absence, tracked: false, caller, cancellationToken);
        var diary = await TeamDiary.ReadAsync(db, change, now, cancellationToken);
        var (problem, proposals) = diary.Plan(request.Days, request.MayShuffle);
        var (_, keeping) = diary.Plan(withinDays: null, request.MayShuffle);

        var shown = proposals.Concat(keeping).Select(p => p.Booked.Id).Distinct().ToList();
        foreach (var booking in await db.Bookings.AsNoTracking().Where(b => shown.Contains(b.Id)).ToListAsync(cancellationToken))
            db.RecordAccess(booking, caller, purpose, "reseating.preview");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new ReseatingPreview(
            diary.TokenFor(request, version), problem.Orphans.Count, Seated(proposals), Seated(keeping),
            [.. proposals.Select(p => ProposalView.Of(p, change.Team))], [.. keeping.Select(p => ProposalView.Of(p, change.Team))]));
    }

    private static int Seated(IEnumerable<Proposal> proposals) => proposals.Count(p => p.IsOrphaned && p.Offer is not null);
}
