using IntegratedCare.PlaceLoader.Loading;

namespace IntegratedCare.PlaceLoader.PlaceData;

internal static class PlaceUpserts
{
    public static Upsert ForDirectory(Place place) => new("place", place.Profile.Row, "api/directory/place", new
    {
        place.Profile.Code,
        place.Profile.Name,
        place.Profile.Population,
        Neighbourhoods = place.Neighbourhoods.Select(each => new
        {
            each.Code, each.Name, each.PopulationFrom, each.PopulationTo,
        }),
        Boards = place.Boards.Select(board => new
        {
            board.Code, board.Name, board.Level, NeighbourhoodCode = board.Neighbourhood,
        }),
        BankHolidays = place.BankHolidays.Select(each => new { each.Date, each.Name }),
    });

    public static Upsert ForScheduling(Place place) =>
        new("booking rules", place.Profile.Row, "api/scheduling/settings", new
        {
            place.Profile.HoldMinutes,
            place.Profile.BookingHorizonDays,
            BankHolidays = place.BankHolidays.Select(each => each.Date),
        });
}
