using IntegratedCare.DirectoryOfServices.Places;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>What a search needs to know of the place: its neighbourhoods, where its postcodes lie, its public holidays.</summary>
internal sealed record PlaceTables(
    IReadOnlyList<string> Neighbourhoods,
    IReadOnlyDictionary<Postcode, (double Latitude, double Longitude, string? NeighbourhoodCode)> Postcodes,
    IReadOnlySet<DateOnly> BankHolidays)
{
    public static readonly PlaceTables Empty = new([], new Dictionary<Postcode, (double, double, string?)>(), new HashSet<DateOnly>());
}
