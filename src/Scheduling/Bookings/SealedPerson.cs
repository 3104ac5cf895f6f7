using System.Globalization;
using System.Security.Cryptography;
using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>A person as the database holds them: every column encrypted, and bound to its row so that rows cannot be swapped.</summary>
internal sealed record SealedPerson
{
    public required byte[] NhsNumber { get; init; }
    public required byte[] FamilyName { get; init; }
    public required byte[] GivenName { get; init; }
    public required byte[] DateOfBirth { get; init; }
    public required byte[] Postcode { get; init; }
    public byte[]? Phone { get; init; }             // null: no number was given
    public byte[]? Contact { get; init; }           // null: taken before people were asked how to be told

    public static SealedPerson Of(Person person, RowSeal seal) => new()
    {
        NhsNumber = seal.Close(person.NhsNumber.Reveal(), nameof(NhsNumber)),
        FamilyName = seal.Close(person.FamilyName, nameof(FamilyName)),
        GivenName = seal.Close(person.GivenName, nameof(GivenName)),
        DateOfBirth = seal.Close(person.DateOfBirth.ToString("O", CultureInfo.InvariantCulture), nameof(DateOfBirth)),
        Postcode = seal.Close(person.Postcode, nameof(Postcode)),
        Phone = person.Phone is null ? null : seal.Close(person.Phone, nameof(Phone)),
        Contact = seal.Close(person.Contact.ToJson(), nameof(Contact)),
    };

    public Person Open(RowSeal seal) => new(
        Kernel.PersonalData.NhsNumber.TryParse(seal.Open(NhsNumber, nameof(NhsNumber)), out var number)
            ? number
            : throw new CryptographicException("The stored NHS number does not read as one."),
        seal.Open(FamilyName, nameof(FamilyName)),
        seal.Open(GivenName, nameof(GivenName)),
        OpenDateOfBirth(seal),
        seal.Open(Postcode, nameof(Postcode)),
        OpenPhone(seal),
        OpenContact(seal));

    public Contact OpenContact(RowSeal seal) => Contact is null
        ? Bookings.Contact.Usual(OpenPhone(seal))
        : Bookings.Contact.FromJson(seal.Open(Contact, nameof(Contact)));

    public DateOnly OpenDateOfBirth(RowSeal seal) =>
        DateOnly.ParseExact(seal.Open(DateOfBirth, nameof(DateOfBirth)), "O", CultureInfo.InvariantCulture);

    private string? OpenPhone(RowSeal seal) => Phone is null ? null : seal.Open(Phone, nameof(Phone));
}

/// <summary>Encrypts and decrypts the texts of one booking.</summary>
internal readonly record struct BookingSeal(PersonalDataCipher Cipher, BookingId Booking)
{
    private const string Table = "bookings";

    public RowSeal Row => new(Cipher, Table, Booking.Value);

    public byte[] Close(string text, string column) => Row.Close(text, column);

    public string Open(byte[] text, string column) => Row.Open(text, column);

    /// <summary>What the values of a column are bound to, beside their row.</summary>
    public static string ContextOf(string column) => RowSeal.ContextOf(Table, column);
}
