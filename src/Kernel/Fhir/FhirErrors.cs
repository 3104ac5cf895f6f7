using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Kernel.Fhir;

/// <summary>What FHIR endpoints refuse; it goes out as an OperationOutcome that holds the code.</summary>
public static class FhirErrors
{
    /// <summary>The type is not served.</summary>
    public static readonly DomainError TypeUnknown =
        new("fhir.type-unknown", "No resources of this type are served; the CapabilityStatement names those that are.", ErrorKind.NotFound);

    /// <summary>Also said of a resource that the caller has nothing to do with.</summary>
    public static readonly DomainError ResourceUnknown =
        new("fhir.resource-unknown", "There is no such resource.", ErrorKind.NotFound);

    /// <summary>A parameter that is known here, with a value or modifier that makes no sense.</summary>
    public static readonly DomainError SearchInvalid =
        new("fhir.search-invalid", "A search parameter cannot be read.", ErrorKind.Invalid);

    /// <summary>Only where the caller asked for strict handling; otherwise what is unknown is left out of the self link.</summary>
    public static readonly DomainError ParameterUnknown =
        new("fhir.parameter-unknown", "A search parameter is not supported here.", ErrorKind.Invalid);

    /// <summary>More parameters or values than anybody needs.</summary>
    public static readonly DomainError SearchTooLarge =
        new("fhir.search-too-large", "The search has too many parameters or values.", ErrorKind.Invalid);

    /// <summary>A page is reached by its link.</summary>
    public static readonly DomainError PageUnknown =
        new("fhir.page-unknown", "The link to this page is not one that was given out here.", ErrorKind.Invalid);

    /// <summary>A person is looked for by a posted form: addresses are logged by every machine on the way.</summary>
    public static readonly DomainError PersonInAddress =
        new("fhir.person-in-address", "An NHS number must not stand in an address. POST the search to _search.", ErrorKind.Invalid);

    /// <summary>The body is no resource of the type that was asked to be stored, or says what FHIR does not know.</summary>
    public static readonly DomainError ResourceInvalid =
        new("fhir.resource-invalid", "The resource is not a valid one of this type.", ErrorKind.Invalid);

    /// <summary>The resource can be read and lacks what is needed here, or asks for what is not done here.</summary>
    public static readonly DomainError ResourceUnfit =
        new("fhir.resource-unfit", "What the resource asks for cannot be done here.", ErrorKind.Rejected);

    /// <summary>A patch that cannot be applied to the resource as it stands.</summary>
    public static readonly DomainError PatchInvalid =
        new("fhir.patch-invalid", "The patch cannot be applied to the resource.", ErrorKind.Rejected);

    /// <summary>A search whose parameter makes no sense, and why.</summary>
    public static DomainException Invalid(string detail) => new(SearchInvalid, detail);
}
