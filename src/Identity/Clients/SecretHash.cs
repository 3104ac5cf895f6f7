using System.Security.Cryptography;
using System.Text;

namespace IntegratedCare.Identity.Clients;

/// <summary>What is kept of a client's secret: enough to recognise it, not enough to use it (PBKDF2 with SHA-256).</summary>
/// <remarks>
/// A secret is generated and long (<see cref="SecretLengthMin"/>), so that stretching is a second guard and not the first; a
/// sign-in stays a matter of milliseconds.
/// </remarks>
internal sealed record SecretHash(byte[] Salt, byte[] Hash, int Iterations)
{
    public const int SecretLengthMin = 32;
    public const int SecretLengthMax = 200;
    public const int SaltBytes = 16;
    public const int HashBytes = 32;

    private const int IterationsNow = 50_000;

    /// <summary>Nobody's secret: an unknown client costs the same time to refuse as a known one.</summary>
    public static SecretHash OfNobody { get; } = Of(RandomNumberGenerator.GetHexString(SecretLengthMin));

    public static SecretHash Of(string secret)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new(salt, Stretch(secret, salt, IterationsNow), IterationsNow);
    }

    public bool IsOf(string secret) =>
        CryptographicOperations.FixedTimeEquals(Stretch(secret, Salt, Iterations), Hash);

    private static byte[] Stretch(string secret, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), salt, iterations, HashAlgorithmName.SHA256, HashBytes);
}
