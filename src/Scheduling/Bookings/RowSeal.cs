using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Encrypts and decrypts the texts of one row, bound to it so that rows cannot be swapped.</summary>
internal readonly record struct RowSeal(PersonalDataCipher Cipher, string Table, Guid Row)
{
    public byte[] Close(string text, string column) => Cipher.Encrypt(text, ContextOf(Table, column), Row);

    public string Open(byte[] text, string column) => Cipher.Decrypt(text, ContextOf(Table, column), Row);

    /// <summary>What the values of a column are bound to, beside their row.</summary>
    public static string ContextOf(string table, string column) => $"{table}.{column}";
}
