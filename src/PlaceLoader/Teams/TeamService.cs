using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Teams;

/// <summary>A service that a team gives, and how long one appointment of it takes.</summary>
internal sealed record TeamService(RowReference Row, string Team, string Service, int AppointmentMinutes)
{
    public const string File = "team-services.csv";

    public static readonly string[] Columns = ["team", "service", "appointment_minutes"];

    public static TeamService Read(CsvRow row) => new(
        row.Reference,
        Team: row.Code("team"),
        Service: row.Code("service"),
        AppointmentMinutes: row.WholeNumber("appointment_minutes", 5, 240));
}
