using System.Security.Cryptography;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.Extensions.Configuration;

namespace IntegratedCare.Testing;

/// <summary>The real cipher with keys of its own, for rules that are tested without a database.</summary>
public static class Ciphers
{
    /// <summary>A cipher whose one data key, number 1, lives as long as the test.</summary>
    public static PersonalDataCipher New(byte[]? key = null) => New(out _, key);

    /// <inheritdoc cref="New(byte[])"/>
    public static PersonalDataCipher New(out DataKeyRing ring, byte[]? key = null) => With(
        ring = new DataKeyRing(One(RandomNumberGenerator.GetBytes(32)), TimeProvider.System), key);

    /// <summary>A cipher over the data keys of the ring.</summary>
    public static PersonalDataCipher With(DataKeyRing ring, byte[]? key = null) => new(
        ring,
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PersonalData:Key"] = Convert.ToBase64String(key ?? RandomNumberGenerator.GetBytes(32)),
            ["PersonalData:PseudonymKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        }).Build());

    private static Func<OpenDataKeys> One(byte[] key) =>
        () => new(new Dictionary<int, byte[]> { [1] = key }, new HashSet<int> { 1 }, CurrentId: 1);
}
