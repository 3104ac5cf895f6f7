using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace IntegratedCare.Identity.Clients;

/// <summary>Secrets that this process has lately seen proven, so that a program which signs in again and again is not stretched for each time.</summary>
/// <remarks>
/// What is kept is a keyed hash under a key that this process alone has and that ends with it. Whether the secret still works is asked of the
/// database each time all the same.
/// </remarks>
internal sealed class ProvenSecrets
{
    private const int KeptMax = 1_000;

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<Guid, byte[]> proven = new();

    public bool Knows(ClientSecret secret, string text) =>
        proven.TryGetValue(secret.Id, out var known) && CryptographicOperations.FixedTimeEquals(known, Hash(text));

    public void Keep(ClientSecret secret, string text)
    {
        if (proven.Count >= KeptMax) proven.Clear();
        proven[secret.Id] = Hash(text);
    }

    private byte[] Hash(string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
