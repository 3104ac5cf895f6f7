using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Who is booked, as the place knows them: enough to be sure that it is them and to reach them, and no more.</summary>
internal sealed record Person(
    NhsNumber NhsNumber, string FamilyName, string GivenName, DateOnly DateOfBirth, string Postcode, string? Phone,
    Contact Contact)
{
    private const int AgeYearsMax = 130;

    public static Person Of(PersonEntry entry, DateOnly today)
    {
        if (!NhsNumber.TryParse(entry.NhsNumber, out var number)) throw new DomainException(PersonErrors.NhsNumberInvalid);
        if (entry.DateOfBirth > today || entry.DateOfBirth < today.AddYears(-AgeYearsMax))
            throw new DomainException(PersonErrors.DateOfBirthInvalid);
        return new(number, entry.FamilyName.Trim(), entry.GivenName.Trim(), entry.DateOfBirth, entry.Postcode.Trim(), entry.Phone?.Trim(),
            Contact.Of(entry));
    }
}
