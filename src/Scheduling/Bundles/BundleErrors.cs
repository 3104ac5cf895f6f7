using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Bundles;

internal static class BundleErrors
{
    /// <summary>A step begins before the one before it is over.</summary>
    public static readonly DomainError OutOfOrder =
        new("bundle.out-of-order", "Each step of a bundle begins after the one before it is over.", ErrorKind.Rejected);

    public static readonly DomainError GapInvalid =
        new("bundle.gap-invalid", "The most days after the step before are fewer than the least, or the first step has some.", ErrorKind.Rejected);
}
