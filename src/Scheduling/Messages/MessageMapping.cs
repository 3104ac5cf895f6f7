using IntegratedCare.Scheduling.Bookings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Messages;

internal sealed class MessageMapping : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages", t =>
        {
            t.HasCheckConstraint("ck_messages_claimed_by_somebody", "(state = 'Claimed') <= (claim IS NOT NULL AND claimed_until IS NOT NULL)");
            t.HasCheckConstraint("ck_messages_sent_was_given", "(state IN ('Sent', 'Uncertain')) <= (given_at IS NOT NULL)");
            t.HasCheckConstraint("ck_messages_letters_are_printed",
                "CASE WHEN channel = 'Letter' THEN state IN ('Waiting', 'Printed', 'Obsolete') ELSE state <> 'Printed' END");
        });
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.LastFailure).HasMaxLength(100);
        builder.HasOne<Booking>().WithMany().HasForeignKey(m => m.Booking).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => new { m.Booking, m.Kind, m.BookingSequence, m.Channel }).IsUnique().HasDatabaseName("ux_messages_once");
        builder.HasIndex(m => m.NextAttemptAt).HasDatabaseName("ix_messages_waiting").HasFilter("state = 'Waiting'");
        builder.HasIndex(m => m.ClaimedUntil).HasDatabaseName("ix_messages_claimed").HasFilter("state = 'Claimed'");
        builder.HasIndex(m => m.StateSince).HasDatabaseName("ix_messages_troubled").HasFilter("state IN ('Failed', 'Uncertain')");
    }
}
