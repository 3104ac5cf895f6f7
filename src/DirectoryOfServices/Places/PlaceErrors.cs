using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Places;

internal static class PlaceErrors
{
    public static readonly DomainError NotLoaded =
        new("place.not-loaded", "No place has been loaded into this directory.", ErrorKind.NotFound);

    public static readonly DomainError AnotherStands =
        new("place.another-stands", "This directory serves another place already.", ErrorKind.Conflict);

    public static readonly DomainError CodeTwice =
        new("place.code-twice", "A code stands twice in the request.", ErrorKind.Rejected);

    public static readonly DomainError BoardNeighbourhood =
        new("place.board-neighbourhood", "A neighbourhood board names its neighbourhood; a borough board names none.",
            ErrorKind.Rejected);

    public static readonly DomainError PopulationReversed =
        new("place.population-reversed", "A population runs from the smaller number to the larger.", ErrorKind.Rejected);

    public static readonly DomainError NeighbourhoodUnknown =
        new("neighbourhood.unknown", "The place has no such neighbourhood.", ErrorKind.Rejected);

    public static readonly DomainError NeighbourhoodInUse =
        new("neighbourhood.in-use", "Postcodes, sites or services still name a neighbourhood that the request leaves out.",
            ErrorKind.Conflict);

    public static readonly DomainError PostcodeUnknown =
        new("postcode.unknown", "The place's postcode table does not hold this postcode.", ErrorKind.Rejected);

    public static readonly DomainError PostcodeTwice =
        new("postcode.twice", "A postcode stands twice in the request.", ErrorKind.Rejected);
}
