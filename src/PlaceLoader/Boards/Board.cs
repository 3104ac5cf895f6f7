using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Boards;

/// <summary>A board that decides for the whole place, or for one neighbourhood.</summary>
internal sealed record Board(
    RowReference Row, string Code, string Name, string Level, string? Neighbourhood, Provenance Provenance)
{
    public const string File = "boards.csv";
    private const string NeighbourhoodLevel = "neighbourhood";

    public static readonly string[] Columns = ["code", "name", "level", "neighbourhood", Provenance.Column];

    public static Board Read(CsvRow row) => new(
        row.Reference,
        Code: row.PlaceCode("code"),
        Name: row.Text("name"),
        Level: row.OneOf("level", ["borough", NeighbourhoodLevel]),
        Neighbourhood: row.OptionalCode("neighbourhood"),
        Provenance: Provenance.Read(row));

    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.Boards, board => board.Code, board => board.Row, "the board");
        foreach (var board in place.Boards)
        {
            if (board.Level == NeighbourhoodLevel != board.Neighbourhood is not null)
                findings.Error(board.Row, "neighbourhood is filled for a neighbourhood board, and only for one");
            place.KnowsNeighbourhood(board.Neighbourhood, board.Row, findings);
        }
    }
}
