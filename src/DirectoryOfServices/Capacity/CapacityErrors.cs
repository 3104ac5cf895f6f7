using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Capacity;

internal static class CapacityErrors
{
    public static readonly DomainError ServiceNotActive =
        new("capacity.service-not-active", "A closed or dormant service has no capacity to report.", ErrorKind.Conflict);

    public static readonly DomainError ExpiryPast =
        new("capacity.expiry-past", "A capacity report expires in the future.", ErrorKind.Rejected);

    public static readonly DomainError ExpiryTooFar =
        new("capacity.expiry-too-far", "A capacity report lasts seven days at most.", ErrorKind.Rejected);
}
