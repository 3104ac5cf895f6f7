using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Fhir;

/// <summary>What the FHIR endpoints refuse; it goes out as an OperationOutcome that holds the code.</summary>
internal static class FhirErrors
{
    public static readonly DomainError TypeUnknown =
        new("fhir.type-unknown", "No resources of this type are served; the CapabilityStatement names those that are.", ErrorKind.NotFound);

    public static readonly DomainError ResourceUnknown =
        new("fhir.resource-unknown", "There is no such resource.", ErrorKind.NotFound);

    /// <summary>A parameter that the directory knows, with a value or modifier that makes no sense.</summary>
    public static readonly DomainError SearchInvalid =
        new("fhir.search-invalid", "A search parameter cannot be read.", ErrorKind.Invalid);

    /// <summary>Only where the caller asked for strict handling; otherwise what is unknown is left out of the self link.</summary>
    public static readonly DomainError ParameterUnknown =
        new("fhir.parameter-unknown", "A search parameter is not supported here.", ErrorKind.Invalid);

    public static readonly DomainError SearchTooLarge =
        new("fhir.search-too-large", "The search has too many parameters or values.", ErrorKind.Invalid);

    public static readonly DomainError PageUnknown =
        new("fhir.page-unknown", "The link to this page is not one that was given out here.", ErrorKind.Invalid);

    public static DomainException Invalid(string detail) => new(SearchInvalid, detail);
}
