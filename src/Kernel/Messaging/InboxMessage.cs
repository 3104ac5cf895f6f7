using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>A message that a queue's consumer has handled; the row commits with what the consumer did.</summary>
internal sealed class InboxMessage
{
    public required Guid MessageId { get; init; }
    public required string Queue { get; init; }
    public DateTimeOffset HandledAt { get; private set; }
}

internal sealed class InboxMessageMapping : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable("inbox_messages");
        builder.HasKey(m => new { m.MessageId, m.Queue });
        builder.Property(m => m.Queue).HasMaxLength(200);
        builder.Property(m => m.HandledAt).HasDefaultValueSql("clock_timestamp()").ValueGeneratedOnAdd();
        builder.HasIndex(m => m.HandledAt).HasDatabaseName("ix_inbox_messages_handled_at");
    }
}
