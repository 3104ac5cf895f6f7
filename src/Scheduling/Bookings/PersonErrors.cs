using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Bookings;

internal static class PersonErrors
{
    public static readonly DomainError NhsNumberInvalid =
        new("person.nhs-number-invalid", "The NHS number is not valid. Check the ten digits.", ErrorKind.Rejected);

    public static readonly DomainError DateOfBirthInvalid =
        new("person.date-of-birth-invalid", "The date of birth lies in the future, or more than 130 years back.", ErrorKind.Rejected);

    public static readonly DomainError EmailInvalid =
        new("person.email-invalid", "That is not an e-mail address.", ErrorKind.Rejected);

    public static readonly DomainError AddressInvalid =
        new("person.address-invalid", "A line of an address has 1 to 100 characters.", ErrorKind.Rejected);

    /// <summary>By e-mail without an address, or by text without a mobile number.</summary>
    public static readonly DomainError NotReachableSo =
        new("person.not-reachable-so", "The person cannot be told in that way: the address or the mobile number is missing.", ErrorKind.Rejected);
}
