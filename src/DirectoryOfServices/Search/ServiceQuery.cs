using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.DirectoryOfServices.Sites;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>What somebody looks for. Everything may be left out; what is given must hold for each service found.</summary>
/// <param name="Search">Words as a person says them; typing errors are forgiven, and the place's synonyms understood.</param>
/// <param name="Category">The kind of care.</param>
/// <param name="Need">A term of a taxonomy that the service must carry.</param>
/// <param name="Postcode">Where the person is: nearer services come first, and its neighbourhood counts as theirs.</param>
/// <param name="Neighbourhood">The person's neighbourhood: services there come first, services for others are left out.</param>
/// <param name="AgeYears">The person's age: services for other ages are left out.</param>
/// <param name="Sex">The person's sex: services for the other are left out.</param>
/// <param name="Practice">The practice they are registered with, by ODS code or id: services for other practices' people are left out.</param>
/// <param name="Delivery">How the care must be able to reach the person.</param>
/// <param name="Capacity">Only services that say so of their room now; unknown: those of which nobody has said.</param>
/// <param name="OpenNow">True: only services that are open now; false: only those that are closed. Where a time is given, then.</param>
/// <param name="OpenAt">Only services that are open then.</param>
/// <param name="Language">Only services whose people speak it, or have it interpreted.</param>
/// <param name="Accessibility">Only services with a site that has it.</param>
/// <param name="Bookable">True: only services with slots; false: only those without.</param>
/// <param name="FreeBefore">Only services whose next free slot begins before then.</param>
/// <param name="WithinMetres">Only services with a site this near to the postcode.</param>
/// <param name="Status">Only services of this status; without it active and restricted ones.</param>
public readonly record struct ServiceQuery(
    [property: StringLength(ServiceQuery.SearchLengthMax)] string? Search,
    [property: Word<ServiceCategory>] string? Category,
    Guid? Need,
    [property: PostcodeForm] string? Postcode,
    [property: PlaceCode] string? Neighbourhood,
    [property: Range(0, ServiceMapping.AgeYearsMax)] int? AgeYears,
    [property: Word<EligibleSex>] string? Sex,
    [property: RegularExpression("[A-Za-z0-9-]{1,36}")] string? Practice,
    [property: Word<Delivery>] string? Delivery,
    [property: Word<CapacityStatus>] string? Capacity,
    bool? OpenNow,
    DateTimeOffset? OpenAt,
    [property: LanguageTag] string? Language,
    [property: Word<AccessibilityFeature>] string? Accessibility,
    bool? Bookable,
    DateTimeOffset? FreeBefore,
    [property: Range(1, ServiceQuery.WithinMetresMax)] int? WithinMetres,
    [property: Word<ServiceStatus>] string? Status)
{
    internal const int SearchLengthMax = 200;
    internal const int WithinMetresMax = 200_000;
}
