using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Places;

/// <summary>The borough that this directory serves. A directory serves one.</summary>
internal sealed class Place
{
    private readonly List<Neighbourhood> neighbourhoods = [];
    private readonly List<Board> boards = [];

    private Place()
    {
    }

    /// <summary>By which its history is kept among that of records that have ids: a directory serves one place.</summary>
    public static readonly Guid HistoryId = new("5d9c1e07-48b6-5a3f-8e72-f3a4b6c0d215");

    public required string Code { get; init; }
    public required string Name { get; set; }
    public int? Population { get; private set; }    // null: no source gives it
    public IReadOnlyList<BankHoliday> BankHolidays { get; private set; } = [];
    public IReadOnlyList<Neighbourhood> Neighbourhoods => neighbourhoods;
    public IReadOnlyList<Board> Boards => boards;
    public long Version { get; private set; } = 1;

    /// <summary>It reads differently from now on.</summary>
    public void Revise() => Version++;

    public static Place Of(PutPlaceRequest asked)
    {
        var place = new Place { Code = asked.Code, Name = asked.Name };
        place.Amend(asked);
        return place;
    }

    /// <summary>Takes the place over as sent; what the request leaves out goes.</summary>
    public void Amend(PutPlaceRequest asked)
    {
        Check(asked);
        Name = asked.Name.Trim();
        Population = asked.Population;
        BankHolidays = [.. asked.BankHolidays.OrderBy(h => h.Date)];

        neighbourhoods.RemoveAll(n => asked.Neighbourhoods.All(a => a.Code != n.Code));
        foreach (var one in asked.Neighbourhoods)
        {
            var neighbourhood = neighbourhoods.Find(n => n.Code == one.Code);
            if (neighbourhood is null) neighbourhoods.Add(neighbourhood = new() { Code = one.Code, Name = one.Name });
            neighbourhood.Amend(one);
        }

        boards.RemoveAll(b => asked.Boards.All(a => a.Code != b.Code));
        foreach (var one in asked.Boards)
        {
            var board = boards.Find(b => b.Code == one.Code);
            if (board is null) boards.Add(board = new() { Code = one.Code, Name = one.Name });
            board.Amend(one);
        }
    }

    private static void Check(PutPlaceRequest asked)
    {
        var codes = asked.Neighbourhoods.Select(n => n.Code).ToHashSet(StringComparer.Ordinal);
        if (codes.Count < asked.Neighbourhoods.Count)
            throw new DomainException(PlaceErrors.CodeTwice, "A neighbourhood's code.");
        if (asked.Boards.DistinctBy(b => b.Code).Count() < asked.Boards.Count)
            throw new DomainException(PlaceErrors.CodeTwice, "A board's code.");
        if (asked.BankHolidays.DistinctBy(h => h.Date).Count() < asked.BankHolidays.Count)
            throw new DomainException(PlaceErrors.CodeTwice, "A bank holiday's date.");

        foreach (var board in asked.Boards)
        {
            if (board.Level is BoardLevel.Neighbourhood != board.NeighbourhoodCode is not null)
                throw new DomainException(PlaceErrors.BoardNeighbourhood, $"Board {board.Code}.");
            if (board.NeighbourhoodCode is { } code && !codes.Contains(code))
                throw new DomainException(PlaceErrors.NeighbourhoodUnknown, $"Board {board.Code}.");
        }
    }
}
