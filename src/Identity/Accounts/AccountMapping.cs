using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Accounts;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public const string EmailIndex = "ux_accounts_email";

    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts", table => table.HasCheckConstraint("ck_accounts_erased_has_no_person",
            "case when erased_at is null then sealed_name is not null "
            + "else suspended_at is not null and num_nonnulls(sealed_email, email_hash, sealed_name, password_hash) = 0 end"));
        builder.HasKey(account => account.Id).HasName("pk_accounts");
        builder.Property(account => account.Id).ValueGeneratedNever();
        builder.Property(account => account.UserName).HasMaxLength(32).IsRequired();
        builder.Property(account => account.NormalizedUserName).HasMaxLength(32).IsRequired();
        builder.Property(account => account.NormalizedEmail).HasColumnName("EmailHash").HasMaxLength(64);
        builder.Property(account => account.SealedEmail).HasMaxLength(1_000).IsSealed("accounts.email");
        builder.Property(account => account.SealedName).HasMaxLength(1_000).IsSealed("accounts.name");
        builder.Property(account => account.PasswordHash).HasMaxLength(200);
        builder.Property(account => account.SecurityStamp).HasMaxLength(64);
        builder.Property(account => account.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
        builder.HasIndex(account => account.NormalizedUserName).IsUnique().HasDatabaseName("ux_accounts_user_name");
        builder.HasIndex(account => account.NormalizedEmail).IsUnique().HasDatabaseName(EmailIndex);

        // The address is encrypted, nobody is telephoned, and waiting is counted by account and address (SignInPatience).
        builder.Ignore(account => account.Email);
        builder.Ignore(account => account.PhoneNumber);
        builder.Ignore(account => account.PhoneNumberConfirmed);
        builder.Ignore(account => account.LockoutEnd);
        builder.Ignore(account => account.LockoutEnabled);
        builder.Ignore(account => account.AccessFailedCount);

        builder.HasMany<IdentityUserClaim<Guid>>().WithOne().HasForeignKey(claim => claim.UserId);
        builder.HasMany<IdentityUserLogin<Guid>>().WithOne().HasForeignKey(login => login.UserId);
        builder.HasMany<IdentityUserToken<Guid>>().WithOne().HasForeignKey(token => token.UserId);
        builder.HasMany<IdentityUserPasskey<Guid>>().WithOne().HasForeignKey(passkey => passkey.UserId);
    }
}

internal sealed class AccountClaimMapping : IEntityTypeConfiguration<IdentityUserClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
    {
        builder.ToTable("account_claims");
        builder.HasKey(claim => claim.Id);
        builder.Property(claim => claim.UserId).HasColumnName("AccountId");
    }
}

internal sealed class AccountLoginMapping : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("account_logins");
        builder.HasKey(login => new { login.LoginProvider, login.ProviderKey }).HasName("pk_account_logins");
        builder.Property(login => login.LoginProvider).HasMaxLength(128);
        builder.Property(login => login.ProviderKey).HasMaxLength(256);
        builder.Property(login => login.UserId).HasColumnName("AccountId");
        builder.Ignore(login => login.ProviderDisplayName);
    }
}

internal sealed class AccountTokenMapping : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.ToTable("account_tokens");
        builder.HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
        builder.Property(token => token.UserId).HasColumnName("AccountId");
        builder.Property(token => token.LoginProvider).HasMaxLength(128);
        builder.Property(token => token.Name).HasMaxLength(128);
    }
}

internal sealed class AccountPasskeyMapping : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("account_passkeys");
        builder.HasKey(passkey => passkey.CredentialId).HasName("pk_account_passkeys");
        builder.Property(passkey => passkey.CredentialId).HasMaxLength(1_024);      // the longest that a browser makes
        builder.Property(passkey => passkey.UserId).HasColumnName("AccountId");
        builder.ComplexProperty(passkey => passkey.Data, data => data.ToJson("data"));
    }
}
