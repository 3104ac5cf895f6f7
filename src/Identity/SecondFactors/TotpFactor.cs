using IntegratedCare.Identity.Accounts;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>An authenticator program that makes codes for an account. It counts once a first code has proved that it works.</summary>
internal sealed class TotpFactor
{
    public required Guid AccountId { get; init; }
    public byte[] SealedSecret { get; private set; } = [];
    public DateTimeOffset BegunAt { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }    // null: no code of it has been seen yet
    public long? LastStep { get; private set; }                 // null: as above; a code of this step or before is over

    public bool IsConfirmed => ConfirmedAt is not null;

    public static TotpFactor Begin(Guid account, byte[] secret, PersonalDataCipher cipher, DateTimeOffset now)
    {
        var factor = new TotpFactor { AccountId = account };
        factor.BeginAgain(secret, cipher, now);
        return factor;
    }

    /// <summary>With another secret, as long as no code of the former one was seen.</summary>
    public void BeginAgain(byte[] secret, PersonalDataCipher cipher, DateTimeOffset now)
    {
        if (IsConfirmed) throw new DomainException(SecondFactorErrors.AlreadyThere);
        (SealedSecret, BegunAt) = (cipher.Encrypt(Convert.ToBase64String(secret), ContextOf(AccountId)), now);
    }

    /// <summary>The step of a code that is good now; null where it is not.</summary>
    public long? StepOf(string code, PersonalDataCipher cipher, DateTimeOffset now) =>
        Totp.StepOf(code, Convert.FromBase64String(cipher.Decrypt(SealedSecret, ContextOf(AccountId))), LastStep, now);

    public void Confirm(long step, DateTimeOffset now) => (ConfirmedAt, LastStep) = (now, step);

    private static string ContextOf(Guid account) => $"totp_factors.secret/{account}";
}

internal sealed class TotpFactorMapping : IEntityTypeConfiguration<TotpFactor>
{
    public void Configure(EntityTypeBuilder<TotpFactor> builder)
    {
        builder.ToTable("totp_factors");
        builder.HasKey(factor => factor.AccountId).HasName("pk_totp_factors");
        builder.Property(factor => factor.AccountId).ValueGeneratedNever();
        builder.Property(factor => factor.SealedSecret).HasMaxLength(500).IsSealed("totp_factors.secret");
        // A secret that was confirmed, or begun anew, since it was read is neither replaced nor confirmed.
        builder.Property(factor => factor.BegunAt).IsConcurrencyToken();
        builder.Property(factor => factor.ConfirmedAt).IsConcurrencyToken();
        builder.HasOne<Account>().WithMany().HasForeignKey(factor => factor.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
