using IntegratedCare.Identity.Accounts;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Invitations;

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public const string PendingIndex = "ux_invitations_pending";

    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations");
        builder.HasKey(invitation => invitation.Id);
        builder.Property(invitation => invitation.Id).ValueGeneratedNever();
        builder.Property(invitation => invitation.SecretHash).HasMaxLength(IdentifiedSecret.HashBytes);
        builder.Property(invitation => invitation.SealedEmail).HasMaxLength(1_000).IsSealed("invitations.email");
        builder.Property(invitation => invitation.SealedName).HasMaxLength(1_000).IsSealed("invitations.name");
        builder.Property(invitation => invitation.EmailHash).HasMaxLength(64);
        builder.Property(invitation => invitation.Memberships).HasColumnType("jsonb");
        builder.Property<uint>("xmin").IsRowVersion();      // of two changes at once one is refused
        builder.HasIndex(invitation => invitation.EmailHash).IsUnique()
            .HasFilter("withdrawn_at is null and accepted_at is null").HasDatabaseName(PendingIndex);
        builder.HasOne<Account>().WithMany().HasForeignKey(invitation => invitation.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
