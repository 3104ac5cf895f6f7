using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Hours;
using IntegratedCare.Scheduling.Resources;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Teams;

public sealed record PutTeamRequest(
    [Required, StringLength(200)] string Name,
    [MinLength(1), MaxLength(100)] IReadOnlyList<string> NeighbourhoodCodes,
    [MaxLength(100)] IReadOnlyList<OfferEntry> Services,
    [MaxLength(200)] IReadOnlyList<MemberEntry> Members,
    [MaxLength(2000)] IReadOnlyList<PatternEntry> WorkingPatterns,
    bool IsDemonstration);

/// <summary>A service and what one appointment of it takes. Without the optional members: one member, one person, nothing else, one after another.</summary>
/// <remarks><c>Preparation</c>: what people bring or do beforehand, in a line of plain words; it stands in their letters, e-mails and calendars.</remarks>
public sealed record OfferEntry(
    Guid ServiceId,
    [Range(5, 480)] int AppointmentMinutes,
    [Range(0, 240)] int? BufferBeforeMinutes = null,
    [Range(0, 240)] int? BufferAfterMinutes = null,
    [Range(5, 60)] int? AlignmentMinutes = null,
    [Range(1, 100)] int? Places = null,
    [Range(1, 2)] int? Staff = null,
    [MaxLength(20)] IReadOnlyList<string>? Skills = null,
    [MaxLength(5)] IReadOnlyList<NeedEntry>? Needs = null,
    [StringLength(OfferEntry.PreparationLengthMax, MinimumLength = 1), RegularExpression(PersonEntry.Printable)] string? Preparation = null)
{
    internal const int PreparationLengthMax = 500;
}

/// <summary>A room, equipment or mobile unit that must be free too: any of the kind, or one that bears the code.</summary>
public sealed record NeedEntry(ResourceKind Kind, [StringLength(50)] string? Code = null);

public sealed record MemberEntry(
    Guid Id,
    [Required, StringLength(200)] string DisplayName,
    [Required, StringLength(100)] string Profession,
    [Required, StringLength(100)] string EmployerOrganisationCode,
    [MaxLength(50)] IReadOnlyList<string>? Skills = null);

/// <summary>Hours by London's clocks; those that end at or before their start end on the next day. How they repeat: see the resource's hours.</summary>
public sealed record PatternEntry(
    Guid MemberId,
    [Required, RegularExpression(HoursEntry.TimePattern)] string From,
    [Required, RegularExpression(HoursEntry.TimePattern)] string Until,
    Delivery Delivery,
    DayOfWeek? DayOfWeek = null,
    Guid? SiteId = null,
    [DiaryDate] DateOnly? ValidFrom = null,
    [DiaryDate] DateOnly? ValidTo = null,
    [Range(1, HoursEntry.WeeksMax)] int? EveryWeeks = null,
    [StringLength(RecurrenceRule.LengthMax)] string? Rule = null,
    [MaxLength(HoursEntry.DatesMax)] IReadOnlyList<DateOnly>? ExceptDates = null,
    [MaxLength(HoursEntry.DatesMax)] IReadOnlyList<DateOnly>? ExtraDates = null,
    OnBankHolidays? OnBankHolidays = null)
{
    internal HoursEntry Hours => new(
        From, Until, DayOfWeek, ValidFrom, ValidTo, EveryWeeks, Rule, ExceptDates, ExtraDates, OnBankHolidays);
}

public sealed record TeamPut(Guid Id, PutOutcome Outcome);

/// <summary>Loads a whole team; sending the same team again changes nothing.</summary>
internal static class PutTeam
{
    public static async Task<Results<Ok<TeamPut>, Created<TeamPut>>> Handle(
        Guid id, PutTeamRequest request, Caller caller, Purpose purpose, SchedulingDb db, CancellationToken cancellationToken)
    {
        // Loaders take turns, and nobody holds a time while it changes who offers it.
        await db.HaveRotaAloneAsync(cancellationToken);
        List<ResourceId> members = [.. request.Members.OfType<MemberEntry>().Select(m => new ResourceId(m.Id))];
        if (await db.Resources.AnyAsync(r => members.Contains(r.Id), cancellationToken)) throw new DomainException(TeamErrors.MemberIsResource);
        var team = await db.Teams.Include(t => t.Members).Include(t => t.Offers).Include(t => t.Patterns)
            .AsSplitQuery().SingleOrDefaultAsync(t => t.Id == new TeamId(id), cancellationToken);
        if (team is null)
        {
            db.Teams.Add(Team.Of(new(id), request));
            db.RecordAccess(caller, purpose, "team.put", "team", $"{id}");
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Created($"/api/scheduling/teams/{id}", new TeamPut(id, PutOutcome.Added));
        }

        team.Become(request);
        var outcome = db.ChangeTracker.HasChanges() ? PutOutcome.Changed : PutOutcome.Unchanged;
        if (outcome != PutOutcome.Unchanged) db.RecordAccess(caller, purpose, "team.put", "team", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new TeamPut(id, outcome));
    }
}
