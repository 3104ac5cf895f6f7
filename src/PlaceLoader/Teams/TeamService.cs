using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Resources;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Teams;

/// <summary>A service that a team gives, and what one appointment of it takes.</summary>
internal sealed record TeamService(
    RowReference Row, string Team, string Service, int AppointmentMinutes, int? BufferBeforeMinutes, int? BufferAfterMinutes, int? AlignmentMinutes,
    int? Places, int? Staff, IReadOnlyList<string> Skills, IReadOnlyList<Need> Needs, string? Preparation)
{
    public const string File = "team-services.csv";

    private const int PreparationLengthMax = 500;

    public static readonly TableColumns Columns = new(
        ["team", "service", "appointment_minutes"],
        ["buffer_before_minutes", "buffer_after_minutes", "alignment_minutes", "places", "staff", "skills", "needs", "preparation"]);

    public static TeamService Read(CsvRow row) => new(
        row.Reference,
        Team: row.Code("team"),
        Service: row.Code("service"),
        AppointmentMinutes: row.WholeNumber("appointment_minutes", 5, 240),
        BufferBeforeMinutes: row.OptionalWholeNumber("buffer_before_minutes", 0, 240),
        BufferAfterMinutes: row.OptionalWholeNumber("buffer_after_minutes", 0, 240),
        AlignmentMinutes: row.OptionalWholeNumber("alignment_minutes", 5, 60),
        Places: row.OptionalWholeNumber("places", 1, 100),
        Staff: row.OptionalWholeNumber("staff", 1, 2),
        Skills: row.Codes("skills"),
        Needs: Need.Read(row, "needs"),
        Preparation: row.OptionalText("preparation", PreparationLengthMax));

    /// <summary>All that one appointment takes of a member's time.</summary>
    public int Minutes => AppointmentMinutes + (BufferBeforeMinutes ?? 0) + (BufferAfterMinutes ?? 0);

    /// <summary>Whether somebody in the place's data could ever give it: people with the skills, and things of each kind.</summary>
    public void CheckMeans(Place place, Findings findings)
    {
        if (60 % (AlignmentMinutes ?? 60) != 0) findings.Error(Row, $"alignment_minutes is {AlignmentMinutes}, which does not divide the hour");
        if (place.TeamMembers.Count(m => m.Team == Team && Skills.All(m.Skills.Contains)) < (Staff ?? 1))
            findings.Error(Row, "the team has too few members with those skills");
        foreach (var need in Needs)
        {
            if (place.Resources.Count(r => r.Teams.Contains(Team) && need.IsMetBy(r)) < Needs.Count(n => n == need))
                findings.Error(Row, $"the team shares too few of '{need}' in {Resource.File}");
        }
    }
}
