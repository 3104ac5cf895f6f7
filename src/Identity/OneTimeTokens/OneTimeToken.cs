using IntegratedCare.Identity.Accounts;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.OneTimeTokens;

/// <summary>What a mailed link may be used for.</summary>
internal enum TokenUse
{
    ResetPassword,
    ConfirmEmail,
}

/// <summary>A link in a mail that does one thing, once, for a while.</summary>
internal sealed class OneTimeToken
{
    public required Guid Id { get; init; }
    public required byte[] SecretHash { get; init; }
    public required TokenUse Use { get; init; }
    public required Guid AccountId { get; init; }
    public byte[]? SealedEmail { get; private init; }           // null: the link is not about an address
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; private set; }         // null: not used

    public static (OneTimeToken Token, IdentifiedSecret Secret) ToResetPassword(Account account, DateTimeOffset expiresAt)
    {
        var secret = IdentifiedSecret.New();
        return (new() { Id = secret.Id, SecretHash = secret.Hash, Use = TokenUse.ResetPassword, AccountId = account.Id, ExpiresAt = expiresAt }, secret);
    }

    public static (OneTimeToken Token, IdentifiedSecret Secret) ToConfirm(
        EmailAddress email, Account account, PersonalDataCipher cipher, DateTimeOffset expiresAt)
    {
        var secret = IdentifiedSecret.New();
        return (new()
        {
            Id = secret.Id,
            SecretHash = secret.Hash,
            Use = TokenUse.ConfirmEmail,
            AccountId = account.Id,
            SealedEmail = cipher.Encrypt(email.Value, ContextOf(secret.Id)),
            ExpiresAt = expiresAt,
        }, secret);
    }

    public EmailAddress Email(PersonalDataCipher cipher) => SealedEmail is { } email
        ? new(cipher.Decrypt(email, ContextOf(Id)))
        : throw new InvalidOperationException("This token is not about an address.");

    public bool IsGoodAt(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;

    public void Take(DateTimeOffset now) => UsedAt = now;

    private static string ContextOf(Guid id) => $"one_time_tokens.email/{id}";
}

internal sealed class OneTimeTokenMapping : IEntityTypeConfiguration<OneTimeToken>
{
    public void Configure(EntityTypeBuilder<OneTimeToken> builder)
    {
        builder.ToTable("one_time_tokens");
        builder.HasKey(token => token.Id);
        builder.Property(token => token.Id).ValueGeneratedNever();
        builder.Property(token => token.SecretHash).HasMaxLength(IdentifiedSecret.HashBytes);
        builder.Property(token => token.SealedEmail).HasMaxLength(1_000).IsSealed("one_time_tokens.email");
        builder.Property(token => token.UsedAt).IsConcurrencyToken();       // of two uses at once one is refused
        builder.HasIndex(token => token.ExpiresAt).HasDatabaseName("ix_one_time_tokens_expires_at");
        builder.HasIndex(token => token.AccountId).HasDatabaseName("ix_one_time_tokens_account");
        builder.HasOne<Account>().WithMany().HasForeignKey(token => token.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
