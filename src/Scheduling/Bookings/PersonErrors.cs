using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Bookings;

internal static class PersonErrors
{
    public static readonly DomainError NhsNumberInvalid =
        new("person.nhs-number-invalid", "The NHS number is not valid. Check the ten digits.", ErrorKind.Rejected);

    public static readonly DomainError DateOfBirthInvalid =
        new("person.date-of-birth-invalid", "The date of birth lies in the future, or more than 130 years back.", ErrorKind.Rejected);
}
