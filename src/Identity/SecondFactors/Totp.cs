using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>Codes that change with time (RFC 6238), in the form that every authenticator program knows: SHA-1, six figures, thirty seconds.</summary>
internal static class Totp
{
    public const int SecretBytes = 20;
    public const int Figures = 6;
    public const int StepSeconds = 30;

    /// <summary>A clock may be off by one step either way (RFC 6238 §5.2); a code is good for ninety seconds at most.</summary>
    private const int SkewSteps = 1;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeOf(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 and the programs that follow it use HMAC-SHA-1, for which no weakness is known.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var start = hash[^1] & 0x0f;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[start..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code it is, if that is a present one that comes after the last one used; else null.</summary>
    public static long? StepOf(string code, ReadOnlySpan<byte> secret, long? lastUsed, DateTimeOffset now)
    {
        var asked = Encoding.ASCII.GetBytes(code);
        long? found = null;
        for (var step = StepAt(now) - SkewSteps; step <= StepAt(now) + SkewSteps; step++)
        {
            // Each is looked at however the ones before compare: the time taken tells nothing.
            var isIt = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(secret, step)), asked);
            if (isIt && (lastUsed is null || step > lastUsed)) found = step;
        }

        return found;
    }

    /// <summary>What an authenticator program reads from a picture.</summary>
    public static string AddressOf(ReadOnlySpan<byte> secret, string issuer, string account) => QueryHelpers.AddQueryString(
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}",
        new Dictionary<string, string?>
        {
            ["secret"] = TextOf(secret),
            ["issuer"] = issuer,
            ["algorithm"] = "SHA1",
            ["digits"] = $"{Figures}",
            ["period"] = $"{StepSeconds}",
        });

    /// <summary>The secret as a person types it who cannot scan the picture (base 32, RFC 4648 §6).</summary>
    public static string TextOf(ReadOnlySpan<byte> secret)
    {
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var one in secret)
        {
            (bits, count) = ((bits << 8) | one, count + 8);
            for (; count >= 5; count -= 5) text.Append(Base32[(bits >> (count - 5)) & 31]);
            bits &= (1 << count) - 1;
        }

        if (count > 0) text.Append(Base32[(bits << (5 - count)) & 31]);
        return text.ToString();
    }
}
