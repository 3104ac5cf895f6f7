using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Resources;

/// <summary>A room, equipment or a mobile unit that teams share.</summary>
internal sealed record Resource(
    RowReference Row, string Code, string Kind, string? Type, string Name, string? Site, IReadOnlyList<string> Teams,
    IReadOnlyList<string> Days, TimeOnly? From, TimeOnly? Until, Provenance Provenance)
{
    public const string File = "resources.csv";
    public static readonly string[] Kinds = ["room", "equipment", "mobileUnit"];

    public static readonly TableColumns Columns = new(
        ["code", "kind", "name", "teams", Provenance.Column], ["type", "site", "days", "from", "until"], MayBeMissing: true);

    public static Resource Read(CsvRow row)
    {
        var days = row.OptionalManyOf("days", DayNames.All);
        return new(
            row.Reference,
            Code: row.Code("code"),
            Kind: row.OneOf("kind", Kinds),
            Type: row.OptionalCode("type"),
            Name: row.Text("name"),
            Site: row.OptionalCode("site"),
            Teams: row.List("teams"),
            Days: days,
            From: days.Count == 0 ? null : row.Time("from"),
            Until: days.Count == 0 ? null : row.Time("until"),
            Provenance: Provenance.Read(row));
    }

    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.Resources, each => each.Code, each => each.Row, "the room, equipment or mobile unit");
        foreach (var resource in place.Resources)
        {
            if (resource.Teams.Count == 0) findings.Error(resource.Row, "no team shares it");
            foreach (var team in resource.Teams) place.KnowsTeam(team, resource.Row, findings);
            if (resource.Site is { } site) place.KnowsSite(site, resource.Row, findings);
            if (resource.From is { } from && resource.From == resource.Until) findings.Error(resource.Row, $"it opens and closes at {from:HH:mm}");
        }
    }
}
