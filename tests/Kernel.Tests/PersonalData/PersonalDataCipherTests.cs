using System.Security.Cryptography;
using System.Text;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Testing;

namespace IntegratedCare.Kernel.Tests.PersonalData;

public sealed class PersonalDataCipherTests
{
    private readonly PersonalDataCipher cipher = Ciphers.New();

    [Fact]
    public void What_is_encrypted_for_a_column_decrypts_there_and_nowhere_else()
    {
        var secret = cipher.Encrypt("Zoë O’Hara", "bookings.person");

        Assert.Equal("Zoë O’Hara", cipher.Decrypt(secret, "bookings.person"));
        Assert.DoesNotContain("Hara", Encoding.UTF8.GetString(secret), StringComparison.Ordinal);
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(secret, "bookings.reason"));
    }

    [Fact]
    public void A_value_of_one_row_does_not_open_in_the_next()
    {
        var (row, next) = (Guid.NewGuid(), Guid.NewGuid());
        var secret = cipher.Encrypt("text", "incidents.description", row);

        Assert.Equal("text", cipher.Decrypt(secret, "incidents.description", row));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(secret, "incidents.description", next));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(secret, "restrictions.reason", row));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(secret, "incidents.description"));
    }

    [Fact]
    public void The_same_text_never_looks_the_same_twice() =>
        Assert.NotEqual(cipher.Encrypt("text", "a.b"), cipher.Encrypt("text", "a.b"));

    [Fact]
    public void A_person_has_one_key_in_a_place_and_another_in_the_next()
    {
        Assert.True(NhsNumber.TryParse("9434765919", out var number));
        var elsewhere = Ciphers.New();

        Assert.Equal(cipher.KeyOf(number), cipher.KeyOf(number));
        Assert.NotEqual(cipher.KeyOf(number), elsewhere.KeyOf(number));
        Assert.DoesNotContain("9434765919", cipher.KeyOf(number).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void An_identifier_is_found_again_by_its_hash_in_its_own_column_only()
    {
        var hash = cipher.KeyedHash("alex@example.org", "accounts.email");
        var elsewhere = Ciphers.New();

        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(hash, cipher.KeyedHash("alex@example.org", "accounts.email"));
        Assert.NotEqual(hash, cipher.KeyedHash("alex@example.com", "accounts.email"));
        Assert.NotEqual(hash, cipher.KeyedHash("alex@example.org", "invitations.email"));
        Assert.NotEqual(hash, elsewhere.KeyedHash("alex@example.org", "accounts.email"));
    }

    [Fact]
    public void No_context_can_pass_for_the_beginning_of_a_text()
    {
        Assert.NotEqual(cipher.KeyedHash("c", "a.b"), cipher.KeyedHash("bc", "a."));
        Assert.Throws<ArgumentException>(() => cipher.KeyedHash("c", "a\0b"));
        Assert.Throws<ArgumentException>(() => cipher.KeyedHash("c", ""));
    }
}
