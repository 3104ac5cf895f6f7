namespace IntegratedCare.DirectoryOfServices.Places;

/// <summary>The place that this directory serves.</summary>
public sealed record PlaceView(
    string Code,
    string Name,
    int? Population,
    IReadOnlyList<NeighbourhoodView> Neighbourhoods,
    IReadOnlyList<BoardView> Boards,
    IReadOnlyList<BankHoliday> BankHolidays)
{
    internal static PlaceView Of(Place place) => new(
        place.Code,
        place.Name,
        place.Population,
        [.. place.Neighbourhoods.OrderBy(n => n.Name, StringComparer.Ordinal).ThenBy(n => n.Code, StringComparer.Ordinal)
            .Select(n => new NeighbourhoodView(n.Code, n.Name, n.PopulationFrom, n.PopulationTo))],
        [.. place.Boards.OrderBy(b => b.Level).ThenBy(b => b.Name, StringComparer.Ordinal)
            .ThenBy(b => b.Code, StringComparer.Ordinal)
            .Select(b => new BoardView(b.Code, b.Name, b.Level, b.NeighbourhoodCode))],
        place.BankHolidays);
}

/// <summary>A neighbourhood with the size that its team plans for.</summary>
public sealed record NeighbourhoodView(string Code, string Name, int? PopulationFrom, int? PopulationTo);

/// <summary>A board; <c>NeighbourhoodCode</c> is absent for the borough's own.</summary>
public sealed record BoardView(string Code, string Name, BoardLevel Level, string? NeighbourhoodCode);
