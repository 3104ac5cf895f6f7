using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Architecture.Tests.Code;

public sealed class EncryptedColumnTests
{
    /// <summary>
    /// Bytes that are no encrypted text: hashes, published and wrapped keys, what is forgotten within minutes, a key that is thrown away after its
    /// day, packed files of public entries, and statements as they were issued, which are about nobody.
    /// </summary>
    private static readonly string[] NoTexts =
        ["PublicX", "PublicY", "ProtectedPrivateKey", "WrappedKey", "CredentialId", "SealedState",
        "Salt", "AttestationObject", "ClientDataJson", "PublicKey", "Packed", "DayKey",
        "WrittenJson", "WrittenCsv", "WrittenHtml"];

    public static TheoryData<string> Services => [.. Repository.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_column_of_bytes_says_what_it_holds(string service)
    {
        var type = Repository.Production.SelectMany(a => a.GetTypes())
            .Single(t => t.IsSubclassOf(typeof(KernelDb)) && t.Assembly.GetName().Name == service);
        var options = (DbContextOptions)typeof(EncryptedColumnTests).GetMethod(nameof(Options), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, null)!;
        using var db = (KernelDb)Activator.CreateInstance(type, options)!;

        var silent = db.Model.GetEntityTypes().SelectMany(e => e.GetFlattenedProperties())
            .Where(p => p.ClrType == typeof(byte[]) && !Sealing.IsSealed(p)
                && !p.Name.EndsWith("Hash", StringComparison.Ordinal) && !NoTexts.Contains(p.Name))
            .Select(p => $"{p.DeclaringType.DisplayName()}.{p.Name}").ToList();

        Assert.True(silent.Count == 0, $"{string.Join(", ", silent)}: an encrypted column that does not say IsSealed in its mapping "
            + "is not taken over to a new data key, and loses its texts with the old one");
    }

    private static DbContextOptions<TDb> Options<TDb>() where TDb : DbContext =>
        new DbContextOptionsBuilder<TDb>().UseNpgsql("Host=nowhere").Options;
}
