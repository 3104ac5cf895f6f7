using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Places;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>What somebody looks for. Everything may be left out; what is given must hold for each service found.</summary>
/// <param name="Search">Words as a person says them; typing errors are forgiven where nothing matches exactly.</param>
/// <param name="Category">The kind of care.</param>
/// <param name="Postcode">Where the person is: nearer services come first, and its neighbourhood counts as theirs.</param>
/// <param name="Neighbourhood">The person's neighbourhood: services there come first, services for others are left out.</param>
/// <param name="AgeYears">The person's age: services for other ages are left out.</param>
/// <param name="Delivery">How the care must be able to reach the person.</param>
/// <param name="Bookable">True: only services with slots; false: only those without.</param>
/// <param name="Status">Only services of this status; without it active and restricted ones.</param>
public readonly record struct ServiceQuery(
    [property: StringLength(ServiceQuery.SearchLengthMax)] string? Search,
    [property: Word<ServiceCategory>] string? Category,
    [property: PostcodeForm] string? Postcode,
    [property: PlaceCode] string? Neighbourhood,
    [property: Range(0, ServiceMapping.AgeYearsMax)] int? AgeYears,
    [property: Word<Delivery>] string? Delivery,
    bool? Bookable,
    [property: Word<ServiceStatus>] string? Status)
{
    internal const int SearchLengthMax = 200;
}
