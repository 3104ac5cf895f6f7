using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Absences;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Reseating;

/// <summary>What was previewed, and the preview's token. <c>MoveTimes</c> says that people agree to other times and places.</summary>
public sealed record ReseatRequest(
    [Required, StringLength(64, MinimumLength = 64)] string Token,
    PutTeamRequest? Team = null, EnterAbsenceRequest? Absence = null, [Range(0, PreviewReseatingRequest.DaysMax)] int? WithinDays = null, bool? Shuffle = null,
    bool? MoveTimes = null)
{
    internal PreviewReseatingRequest Previewed => new(Team, Absence, WithinDays, Shuffle);
}

/// <summary>What was done: who moved, and which bookings somebody must still see to.</summary>
public sealed record Reseated(Guid? AbsenceId, IReadOnlyList<ProposalView> Moved, IReadOnlyList<ProposalView> NotMoved);

/// <summary>Makes the change and moves the bookings, all in one transaction; refused where the diary is another than it was previewed.</summary>
internal static class Reseat
{
    public static async Task<Ok<Reseated>> Handle(
        Guid id, ReseatRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonMessages messages, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (now, asked) = (time.GetUtcNow(), request.Previewed);
        await db.HaveRotaAloneAsync(cancellationToken);
        var version = await db.RotaVersionAsync(cancellationToken);
        var change = await ReseatingChange.ReadAsync(db, id, asked.Team, asked.Absence, tracked: true, caller, cancellationToken);
        var diary = await TeamDiary.ReadAsync(db, change, now, cancellationToken);
        if (diary.TokenFor(asked, version) != request.Token) throw new DomainException(ReseatingErrors.Stale);
        var (_, proposals) = diary.Plan(request.MoveTimes is true ? asked.Days : null, asked.MayShuffle);

        var entered = asked.Absence is { } absence
            ? await EnterAbsence.EnterAsync(db, absence, caller, purpose, now, cancellationToken)
            : null;
        if (entered is null) db.RecordAccess(caller, purpose, "team.put", "team", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        var (moved, notMoved) = (proposals.Where(p => p.Offer is not null).ToList(), proposals.Where(p => p.Offer is null).ToList());
        await MoveAsync(db, messages, moved, caller, purpose, now, cancellationToken);
        return TypedResults.Ok(new Reseated(
            entered?.Id.Value, [.. moved.Select(p => ProposalView.Of(p, change.Team))], [.. notMoved.Select(p => ProposalView.Of(p, change.Team))]));
    }

    // All leave before anybody sits down: some take each other's time.
    private static async Task MoveAsync(
        SchedulingDb db, PersonMessages messages, List<Proposal> moved, Caller caller, Purpose purpose, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var ids = moved.ConvertAll(p => p.Booked.Id);
        Guid[] rows = [.. ids.Select(b => b.Value).Order()];
        await db.Database.ExecuteSqlAsync($"SELECT FROM bookings WHERE id = ANY({rows}) ORDER BY id FOR UPDATE", cancellationToken);
        var bookings = await db.Bookings.Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancellationToken);
        foreach (var (booked, _, offer) in moved)
        {
            var booking = bookings[booked.Id];
            if (booking.Sequence != booked.Sequence || offer is null) throw new DomainException(ReseatingErrors.Stale);
            var previousStart = booking.StartsAt;
            booking.Reseat(offer.Slot, caller, now);
            messages.Queue(booking, MessageKind.Rescheduled);
            db.Publish(booking.Rescheduled(previousStart, offer.Slot.Line.Team.OnlyNeighbourhood, now));
            db.RecordAccess(booking, caller, purpose, "booking.reseat");
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var booked in moved.Select(p => p.Booked).OrderBy(b => b.Id.Value)) await db.ReleaseAsync(booked.Id, cancellationToken);
        foreach (var (booked, _, offer) in moved)
        {
            if (offer is not null && !await db.TryClaimAsync(Claimant.Of(booked.Id), offer.Resources, offer.Slot.Span, now, cancellationToken))
                throw new DomainException(ReseatingErrors.Stale);
        }
    }
}
