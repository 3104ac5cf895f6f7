using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>An event that waits, in the transaction that made it true, to be published.</summary>
internal sealed class OutboxMessage
{
    public long Position { get; private set; }
    public required Guid MessageId { get; init; }
    public required string EventName { get; init; }
    public required string Body { get; init; }
    public string? TraceParent { get; init; }           // null: the work had no trace
    public DateTimeOffset CreatedAt { get; private set; }

    public static OutboxMessage Of<TEvent>(TEvent published) where TEvent : class => new()
    {
        MessageId = Guid.CreateVersion7(),
        EventName = EventTypes.NameOf(published.GetType()),
        Body = JsonSerializer.Serialize(published, published.GetType(), EventTypes.Json),
        TraceParent = Activity.Current?.Id,
    };

    public object Event() => JsonSerializer.Deserialize(Body, EventTypes.Of(EventName), EventTypes.Json)
        ?? throw new InvalidOperationException($"Outbox message {MessageId} has no body.");
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_messages");
        builder.HasKey(m => m.Position);
        builder.Property(m => m.Position).UseIdentityAlwaysColumn();
        builder.Property(m => m.EventName).HasMaxLength(200);
        builder.Property(m => m.Body).HasColumnType("jsonb");
        builder.Property(m => m.TraceParent).HasMaxLength(100);
        builder.Property(m => m.CreatedAt).HasDefaultValueSql("clock_timestamp()").ValueGeneratedOnAdd();
    }
}
