using IntegratedCare.Identity.Accounts;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Passkeys;

/// <summary>What its owner calls a passkey, and when it was last used; the key itself is ASP.NET Core Identity's.</summary>
internal sealed class PasskeyNote
{
    public const int NameLengthMax = 60;

    public required byte[] CredentialId { get; init; }
    public required Guid AccountId { get; init; }
    public required byte[] SealedName { get; init; }        // people write names of people
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }         // null: nobody has signed in by it

    public static PasskeyNote Of(byte[] credential, Guid account, string name, PersonalDataCipher cipher, DateTimeOffset now) => new()
    {
        CredentialId = credential,
        AccountId = account,
        SealedName = cipher.Encrypt(name, ContextOf(account)),
        CreatedAt = now,
    };

    public string Name(PersonalDataCipher cipher) => cipher.Decrypt(SealedName, ContextOf(AccountId));

    private static string ContextOf(Guid account) => $"passkey_notes.name/{account}";
}

internal sealed class PasskeyNoteMapping : IEntityTypeConfiguration<PasskeyNote>
{
    public void Configure(EntityTypeBuilder<PasskeyNote> builder)
    {
        builder.ToTable("passkey_notes");
        builder.HasKey(note => note.CredentialId).HasName("pk_passkey_notes");
        builder.Property(note => note.CredentialId).HasMaxLength(1_024);
        builder.Property(note => note.SealedName).HasMaxLength(500).IsSealed("passkey_notes.name", row: nameof(PasskeyNote.AccountId));
        builder.HasIndex(note => note.AccountId).HasDatabaseName("ix_passkey_notes_account");
        builder.HasOne<Account>().WithMany().HasForeignKey(note => note.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<IdentityUserPasskey<Guid>>().WithOne().HasForeignKey<PasskeyNote>(note => note.CredentialId).OnDelete(DeleteBehavior.Cascade);
    }
}
