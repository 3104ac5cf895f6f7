using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
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

public sealed record OfferEntry(Guid ServiceId, [Range(5, 480)] int AppointmentMinutes);

public sealed record MemberEntry(
    Guid Id,
    [Required, StringLength(200)] string DisplayName,
    [Required, StringLength(100)] string Profession,
    [Required, StringLength(100)] string EmployerOrganisationCode);

/// <summary>Weekly hours by London's clocks; hours that end at or before their start end on the next day.</summary>
public sealed record PatternEntry(
    Guid MemberId,
    DayOfWeek DayOfWeek,
    [Required, RegularExpression(PatternEntry.TimePattern)] string From,
    [Required, RegularExpression(PatternEntry.TimePattern)] string Until,
    Delivery Delivery,
    Guid? SiteId = null,
    [DiaryDate] DateOnly? ValidFrom = null,
    [DiaryDate] DateOnly? ValidTo = null)
{
    internal const string TimeFormat = "HH:mm";
    private const string TimePattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
}

public sealed record TeamPut(Guid Id, PutOutcome Outcome);

/// <summary>Loads a whole team; sending the same team again changes nothing.</summary>
internal static class PutTeam
{
    public static async Task<Results<Ok<TeamPut>, Created<TeamPut>>> Handle(
        Guid id, PutTeamRequest request, Caller caller, Purpose purpose, SchedulingDb db, CancellationToken cancellationToken)
    {
        // Two loaders of one team take turns; the lock also covers the team that does not stand yet.
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(hashtextextended({"team:" + id}, 0))", cancellationToken);
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
