using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Teams;

/// <summary>A post in a team, named by what it does; a place's data names no real person.</summary>
internal sealed record TeamMember(
    RowReference Row, string Team, string Code, string DisplayName, string Profession, string Employer, IReadOnlyList<string> Skills)
{
    public const string File = "team-members.csv";

    public static readonly TableColumns Columns = new(["team", "code", "display_name", "profession", "employer"], ["skills"]);

    public static TeamMember Read(CsvRow row) => new(
        row.Reference,
        Team: row.Code("team"),
        Code: row.Code("code"),
        DisplayName: row.Text("display_name"),
        Profession: row.Text("profession", 100),
        Employer: row.Code("employer"),
        Skills: row.Codes("skills"));
}
