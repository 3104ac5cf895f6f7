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

    public required Guid Id { get; init; }
    public required byte[] CredentialId { get; init; }
    public required Guid AccountId { get; init; }
    public required byte[] SealedName { get; init; }        // people write names of people
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }         // null: nobody has signed in by it

    public static PasskeyNote Of(byte[] credential, Guid account, string name, PersonalDataCipher cipher, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new()
        {
            Id = id,
            CredentialId = credential,
            AccountId = account,
            SealedName = cipher.Encrypt(name, ContextOf(id)),
            CreatedAt = now,
        };
    }

    public string Name(PersonalDataCipher cipher) => cipher.Decrypt(SealedName, ContextOf(Id));

    private static string ContextOf(Guid id) => $"passkey_notes.name/{id}";
}

internal sealed class PasskeyNoteMapping : IEntityTypeConfiguration<PasskeyNote>
{
    public void Configure(EntityTypeBuilder<PasskeyNote> builder)
    {
        builder.ToTable("passkey_notes");
        builder.HasKey(note => note.Id);
        builder.Property(note => note.Id).ValueGeneratedNever();
        builder.Property(note => note.CredentialId).HasMaxLength(1_024);
        builder.Property(note => note.SealedName).HasMaxLength(500).IsSealed("passkey_notes.name");
        builder.HasIndex(note => note.CredentialId).IsUnique().HasDatabaseName("ux_passkey_notes_credential");
        builder.HasIndex(note => note.AccountId).HasDatabaseName("ix_passkey_notes_account");
        builder.HasOne<Account>().WithMany().HasForeignKey(note => note.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<IdentityUserPasskey<Guid>>().WithOne().HasForeignKey<PasskeyNote>(note => note.CredentialId).OnDelete(DeleteBehavior.Cascade);
    }
}
