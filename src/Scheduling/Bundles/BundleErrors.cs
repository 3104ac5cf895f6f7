using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Bundles;

internal static class BundleErrors
{
    /// <summary>A step begins before the one before it is over.</summary>
    public static readonly DomainError OutOfOrder =
        new("bundle.out-of-order", "Each step of a bundle begins after the one before it is over.", ErrorKind.Rejected);

    public static readonly DomainError GapInvalid =
        new("bundle.gap-invalid", "The most days after the step before are fewer than the least, or the first step has some.", ErrorKind.Rejected);

    /// <summary>The slots are not as far apart as the caller itself says that they must be.</summary>
    public static readonly DomainError GapNotKept =
        new("bundle.gap-not-kept", "Between two steps lie fewer days than the least, or more than the most.", ErrorKind.Rejected);
}
