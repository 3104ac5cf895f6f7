using System.Security.Cryptography;
using System.Text;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.Extensions.Configuration;

namespace IntegratedCare.Kernel.Tests.PersonalData;

public sealed class PersonalDataCipherTests
{
    private readonly PersonalDataCipher cipher = With(new byte[32], new byte[32]);

    [Fact]
    public void What_is_encrypted_for_a_column_decrypts_there_and_nowhere_else()
    {
        var secret = cipher.Encrypt("Zoë O’Hara", "bookings.person");

        Assert.Equal("Zoë O’Hara", cipher.Decrypt(secret, "bookings.person"));
        Assert.DoesNotContain("Hara", Encoding.UTF8.GetString(secret), StringComparison.Ordinal);
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(secret, "bookings.reason"));
    }

    [Fact]
    public void A_changed_byte_anywhere_is_noticed()
    {
        var secret = cipher.Encrypt("text", "a.b");
        for (var i = 0; i < secret.Length; i++)
        {
            var changed = (byte[])secret.Clone();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(changed, "a.b"));
        }
    }

    [Fact]
    public void The_same_text_never_looks_the_same_twice() =>
        Assert.NotEqual(cipher.Encrypt("text", "a.b"), cipher.Encrypt("text", "a.b"));

    [Fact]
    public void A_person_has_one_key_in_a_place_and_another_in_the_next()
    {
        Assert.True(NhsNumber.TryParse("9434765919", out var number));
        var elsewhere = With(new byte[32], [.. Enumerable.Repeat((byte)1, 32)]);

        Assert.Equal(cipher.KeyOf(number), cipher.KeyOf(number));
        Assert.NotEqual(cipher.KeyOf(number), elsewhere.KeyOf(number));
        Assert.DoesNotContain("9434765919", cipher.KeyOf(number).Value, StringComparison.Ordinal);
    }

    private static PersonalDataCipher With(byte[] key, byte[] pseudonymKey) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PersonalData:Key"] = Convert.ToBase64String(key),
            ["PersonalData:PseudonymKey"] = Convert.ToBase64String(pseudonymKey),
        }).Build());
}
