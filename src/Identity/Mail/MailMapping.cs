using IntegratedCare.Identity.Accounts;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Mail;

internal sealed class MailMapping : IEntityTypeConfiguration<QueuedMail>
{
    public void Configure(EntityTypeBuilder<QueuedMail> builder)
    {
        builder.ToTable("mails");
        builder.HasKey(mail => mail.Id);
        builder.Property(mail => mail.Id).ValueGeneratedNever();
        builder.Property(mail => mail.SealedContent).HasMaxLength(20_000).IsSealed("mails.content");
        builder.Property(mail => mail.LastFailure).HasMaxLength(100);
        builder.HasIndex(mail => mail.NextAttemptAt).HasFilter("sent_at is null and failed_at is null")
            .HasDatabaseName("ix_mails_waiting");
        builder.HasIndex(mail => mail.CreatedAt).HasDatabaseName("ix_mails_created_at");
        builder.HasOne<Account>().WithMany().HasForeignKey(mail => mail.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
