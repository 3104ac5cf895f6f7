using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Duplicates;

internal static class MergeErrors
{
    public static readonly DomainError SurvivorUnknown =
        new("merge.survivor-unknown", "The directory does not hold the entry that is to speak for both.", ErrorKind.Rejected);

    public static readonly DomainError IntoItself =
        new("merge.into-itself", "An entry cannot be merged into itself.", ErrorKind.Rejected);

    public static readonly DomainError SurvivorNotActive =
        new("merge.survivor-not-active", "The entry that is to speak for both is closed, dormant or merged itself.", ErrorKind.Conflict);

    public static readonly DomainError SpeaksForOthers =
        new("merge.speaks-for-others", "Other entries were merged into this one: undo that first, or merge the other way round.",
            ErrorKind.Conflict);

    public static readonly DomainError SurvivorStale =
        new("merge.survivor-stale", "The entry that is to speak for both has changed since it was read.", ErrorKind.Stale);

    /// <summary>Quality stopped the one: merging must not let people be booked into the other instead.</summary>
    public static readonly DomainError RestrictionLost =
        new("merge.restriction-lost", "A quality restriction stands over the entry and none as strict over the other: ask the chief nurse's office first.",
            ErrorKind.Conflict);

    public static readonly DomainError NotMerged =
        new("merge.not-merged", "The entry speaks for itself: there is nothing to undo.", ErrorKind.Conflict);
}
