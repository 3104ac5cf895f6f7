using System.Security.Cryptography;
using System.Text;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Testing;

namespace IntegratedCare.Kernel.Tests.PersonalData;

public sealed class SealedTextTests
{
    private const string Column = "letters.text";

    private readonly byte[] key = RandomNumberGenerator.GetBytes(SealedText.KeyBytes);

    /// <summary>Texts of many lengths and alphabets, the same in every run.</summary>
    private static IEnumerable<string> Texts()
    {
        var random = new Random(20_26);
        yield return "";
        for (var i = 0; i < 300; i++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(0, 200); length > 0; length--)
                text.Append(new Rune(random.Next(0, 3) switch { 0 => random.Next(0x20, 0x7F), 1 => random.Next(0xA0, 0xD7FF), _ => random.Next(0x1F300, 0x1FAFF) }));
            yield return text.ToString();
        }
    }

    [Fact]
    public void Every_text_comes_back_under_its_key_and_context()
    {
        foreach (var (text, i) in Texts().Select((text, i) => (text, i)))
        {
            var keyId = 1 + (i * 7_919);
            var value = SealedText.Close(text, $"{Column}/{i}", keyId, key);

            Assert.Equal(text, SealedText.Open(value, $"{Column}/{i}", key));
            Assert.Equal(keyId, SealedText.KeyIdOf(value));
            Assert.Equal(SealedText.MarkOf(keyId), value[..SealedText.MarkBytes]);
            Assert.Equal(33 + Encoding.UTF8.GetByteCount(text), value.Length);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("Zoë O’Hara, 9 Mill Lane")]
    public void Every_single_bit_counts(string text)
    {
        var cipher = Ciphers.New(out var ring);
        var value = cipher.Encrypt(text, Column);
        for (var bit = 0; bit < value.Length * 8; bit++)
        {
            var changed = (byte[])value.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(changed, Column));
        }

        Assert.Equal(text, cipher.Decrypt(value, Column));
        Assert.Equal(1, ring.Current.Id);
    }

    [Fact]
    public void Every_shortening_and_lengthening_is_noticed()
    {
        var cipher = Ciphers.New();
        var value = cipher.Encrypt("a text", Column);

        for (var length = 0; length < value.Length; length++)
            Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(value[..length], Column));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt([.. value, 0], Column));
    }

    [Fact]
    public void A_value_cannot_be_passed_off_as_one_of_another_data_key()
    {
        var value = SealedText.Close("text", Column, keyId: 1, key);
        SealedText.MarkOf(2).CopyTo(value, 0);

        Assert.ThrowsAny<CryptographicException>(() => SealedText.Open(value, Column, key));
    }

    [Fact]
    public void Values_of_before_there_were_data_keys_are_read_bound_to_a_row_or_to_their_column_alone()
    {
        var row = Guid.NewGuid();
        var cipher = Ciphers.New(key: key);

        Assert.Equal("row", cipher.Decrypt(Direct("row", $"{Column}/{row}"), Column, row));
        Assert.Equal("column", cipher.Decrypt(Direct("column", Column), Column, row));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(Direct("other", "letters.answer"), Column, row));
        Assert.ThrowsAny<CryptographicException>(() => Ciphers.New().Decrypt(Direct("column", Column), Column, row));
    }

    private byte[] Direct(string text, string context) => DirectText.Close(text, context, key);
}

/// <summary>Values as they were written before there were data keys: version 1, nonce, tag, cipher text.</summary>
internal static class DirectText
{
    public static byte[] Close(string text, string context, byte[] key)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var value = new byte[29 + plain.Length];
        value[0] = 1;
        RandomNumberGenerator.Fill(value.AsSpan(1, 12));
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(value.AsSpan(1, 12), plain, value.AsSpan(29), value.AsSpan(13, 16), Encoding.UTF8.GetBytes(context));
        return value;
    }
}
