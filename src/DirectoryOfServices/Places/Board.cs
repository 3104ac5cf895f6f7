namespace IntegratedCare.DirectoryOfServices.Places;

/// <summary>A board that steers care in the place: the borough's, or one neighbourhood's.</summary>
internal sealed class Board
{
    public required string Code { get; init; }
    public required string Name { get; set; }
    public BoardLevel Level { get; private set; }
    public string? NeighbourhoodCode { get; private set; }    // null: the board of the whole borough

    public void Amend(BoardRequest asked)
    {
        Name = asked.Name.Trim();
        Level = asked.Level;
        NeighbourhoodCode = asked.NeighbourhoodCode;
    }
}

/// <summary>How far a board's care reaches.</summary>
public enum BoardLevel
{
    /// <summary>The whole place.</summary>
    Borough,

    /// <summary>One neighbourhood of it.</summary>
    Neighbourhood,
}
