using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Slots;

internal static class SlotErrors
{
    /// <summary>The text is no slot id, or nobody offers that slot (any more).</summary>
    public static readonly DomainError Unknown =
        new("slot.unknown", "No team offers that slot.", ErrorKind.Rejected);

    public static readonly DomainError Taken =
        new("slot.taken", "That slot has just been taken.", ErrorKind.Conflict);

    public static readonly DomainError InThePast =
        new("slot.in-the-past", "That slot has begun already.", ErrorKind.Rejected);

    public static readonly DomainError TooFarAhead =
        new("slot.too-far-ahead", "That slot lies further ahead than the place books.", ErrorKind.Rejected);

    public static readonly DomainError RangeInvalid =
        new("slot.range-invalid", "Ask for a time that ends after it begins, of at most 42 days.", ErrorKind.Rejected);
}
