using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.People;

internal static class PeopleErrors
{
    public static readonly DomainError Unknown =
        new("person.unknown", "Nothing is held about this person.", ErrorKind.NotFound);

    public static readonly DomainError HasOpenBookings =
        new("person.has-open-bookings", "The person still has a booking that is neither cancelled nor over.", ErrorKind.Conflict);

    public static readonly DomainError HasOpenReferrals =
        new("person.has-open-referrals", "The person still has a referral that has no outcome.", ErrorKind.Conflict);

    public static readonly DomainError LegalHold =
        new("person.legal-hold", "The person's records are held for an inquiry or a claim.", ErrorKind.Conflict);

    /// <summary>The answer says until when.</summary>
    public static readonly DomainError MustBeKept =
        new("person.must-be-kept", "The person's records must still be kept.", ErrorKind.Conflict);
}
