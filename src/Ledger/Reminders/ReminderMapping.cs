using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Reminders;

internal sealed class ReminderMapping : IEntityTypeConfiguration<Reminder>, IEntityTypeConfiguration<FinanceContact>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("reminders");
        builder.Property(reminder => reminder.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(reminder => reminder.Partner).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(reminder => reminder.LastFailure).HasMaxLength(200);
        builder.HasOne<Fund>().WithMany().HasForeignKey(reminder => reminder.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(reminder => new { reminder.FundCode, reminder.Partner, reminder.DueOn, reminder.Kind }).IsUnique()
            .HasDatabaseName("ux_reminders_day");
        builder.HasIndex(reminder => reminder.NextAttemptAt).HasFilter("state IN ('Waiting', 'Claimed')").HasDatabaseName("ix_reminders_waiting");
    }

    public void Configure(EntityTypeBuilder<FinanceContact> builder)
    {
        builder.ToTable("finance_contacts");
        builder.HasKey(contact => contact.OrganisationCode);
        builder.Property(contact => contact.OrganisationCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(contact => contact.EmailAddress).HasMaxLength(Kernel.Mail.EmailAddress.LengthMax);
    }
}
