using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Search;

internal static class SearchErrors
{
    public static readonly DomainError DistanceFromNowhere =
        new("search.distance-from-nowhere", "A distance is measured from a postcode: name one.", ErrorKind.Rejected);

    public static readonly DomainError NeedUnknown =
        new("search.need-unknown", "No taxonomy of the directory has such a term.", ErrorKind.Rejected);

    public static readonly DomainError TimeOutOfReach =
        new("search.time-out-of-reach", "Opening hours and free slots are known a year ahead at most, and not of the past year.", ErrorKind.Rejected);
}
