using System.Security.Cryptography;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>A code on paper for the day when the telephone is lost; good once. Only its keyed hash is kept.</summary>
internal sealed class RecoveryCode
{
    public const int PerAccount = 10;
    public const int LengthMax = 20;

    // Without those that are taken for one another (i, l, o, 0, 1): ten of them are about fifty bits.
    private const string Signs = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int SignsPerCode = 10;

    public required Guid AccountId { get; init; }
    public required string Hash { get; init; }

    /// <summary>A full set, and what the person is shown of it, once.</summary>
    public static (IReadOnlyList<RecoveryCode> Kept, IReadOnlyList<string> Shown) NewSet(Guid account, PersonalDataCipher cipher)
    {
        var shown = Enumerable.Range(0, PerAccount).Select(_ => RandomNumberGenerator.GetString(Signs, SignsPerCode)).ToArray();
        return (
            [.. shown.Select(code => new RecoveryCode { AccountId = account, Hash = HashOf(account, code, cipher) })],
            [.. shown.Select(code => $"{code[..5]}-{code[5..]}")]);
    }

    /// <summary>The hash of what somebody types: with or without the hyphen, in any case.</summary>
    public static string HashOf(Guid account, string typed, PersonalDataCipher cipher)
    {
        var code = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return cipher.KeyedHash($"{account:N} {code}", "recovery_codes.hash");
    }
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes");
        builder.HasKey(code => new { code.AccountId, code.Hash });
        builder.Property(code => code.Hash).HasMaxLength(64);
        builder.HasOne<Account>().WithMany().HasForeignKey(code => code.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
