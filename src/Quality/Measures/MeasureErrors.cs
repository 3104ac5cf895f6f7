using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Measures;

internal static class MeasureErrors
{
    public static readonly DomainError NotFound = new("measure.unknown", "There is no such measure.", ErrorKind.NotFound);

    public static readonly DomainError CodeInvalid = new(
        "measure.code-invalid", "A code has at most 60 lower-case letters and digits, with single hyphens between them.", ErrorKind.Invalid);

    public static readonly DomainError TooMany = new("measure.too-many", "A place has at most 300 measures.", ErrorKind.Rejected);

    public static readonly DomainError NameMissing = new("measure.name-missing", "A measure has a name.", ErrorKind.Rejected);

    public static readonly DomainError StandardUnknown =
        new("measure.standard-unknown", "There is no such standard to measure.", ErrorKind.Rejected);

    public static readonly DomainError OwnerUnknown =
        new("measure.owner-unknown", "The owner is one of: chief-nurse, dass, dcs, dph.", ErrorKind.Rejected);

    /// <summary>A share that does not say of what cannot be checked by anybody.</summary>
    public static readonly DomainError ShareIncomplete = new(
        "measure.share-incomplete", "A measure in percent says in words what its numerator and its denominator count.", ErrorKind.Rejected);

    /// <summary>The system works some measures out itself, and knows what in.</summary>
    public static readonly DomainError UnitInvalid =
        new("measure.unit-invalid", "A measure that is fed automatically has the unit of its rule.", ErrorKind.Rejected);

    public static readonly DomainError TargetInvalid = new(
        "measure.target-invalid", "Each target holds from a date of its own, from 2000 on, and lies where the measure's values lie.", ErrorKind.Rejected);

    /// <summary>What was sent as months cannot be read as weeks.</summary>
    public static readonly DomainError ValuesStand = new(
        "measure.values-stand", "The period, unit and source of a measure stay once it has values that people sent.", ErrorKind.Conflict);

    public static readonly DomainError FedAutomatically =
        new("measure.fed-automatically", "The system works this measure out itself; nobody enters its values.", ErrorKind.Conflict);

    public static readonly DomainError NotYours = new(
        "measure.not-yours", "Only the office that owns the measure, the chief nurse's office and analysts keep it.", ErrorKind.Forbidden);

    public static readonly DomainError ServiceUnknown =
        new("measure.service-unknown", "The directory has not published such a service.", ErrorKind.Rejected);

    public static readonly DomainError ScopeInvalid =
        new("measure.scope-invalid", "Ask for a service or for a neighbourhood, not for both.", ErrorKind.Rejected);
}
