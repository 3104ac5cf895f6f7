using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Ledger.Payments;

/// <summary>Where a payee's money goes. It stands sealed in the database, masked in every answer, and whole only in a payment list.</summary>
/// <param name="SortCode">Six figures.</param>
/// <param name="AccountNumber">Eight figures.</param>
/// <param name="AccountName">As the bank writes it: capitals, figures and <c>. &amp; / -</c>.</param>
public sealed record BankDetails(
    [Required, RegularExpression("^(?!000000)[0-9]{6}$")] string SortCode,
    [Required, RegularExpression("^(?!00000000)[0-9]{8}$")] string AccountNumber,
    [Required, RegularExpression("^[A-Z0-9][A-Z0-9 .&/-]{0,17}$")] string AccountName)
{
    internal const string Column = "payees.details";

    internal string Ending => $"**{AccountNumber[^2..]}";

    internal byte[] Seal(PersonalDataCipher cipher, PayeeId row) => cipher.Encrypt(JsonSerializer.Serialize(this), Column, row.Value);

    internal static BankDetails Open(Payee payee, PersonalDataCipher cipher) =>
        JsonSerializer.Deserialize<BankDetails>(cipher.Decrypt(payee.Details, Column, payee.Id.Value))
        ?? throw new InvalidOperationException("A payee without bank details was stored.");

    /// <summary>No log and no message shows more than an answer does.</summary>
    public override string ToString() => $"account {Ending}";
}
