using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.NextSlots;

internal sealed class NextSlotMapping : IEntityTypeConfiguration<NextSlot>
{
    public void Configure(EntityTypeBuilder<NextSlot> builder)
    {
        builder.ToTable("next_slots");
        builder.HasKey(s => s.Service);
        builder.Property(s => s.Service).ValueGeneratedNever();
        builder.Ignore(s => s.StartsAt);
        builder.Property(s => s.Starts).HasColumnType("jsonb").HasConversion(
            starts => JsonSerializer.Serialize(starts, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<Dictionary<string, DateTimeOffset>>(json, JsonSerializerOptions.Default) ?? new(),
            new ValueComparer<Dictionary<string, DateTimeOffset>>(
                (left, right) => ReferenceEquals(left, right), starts => starts.Count, starts => starts));
        builder.HasIndex(s => s.DueAt).HasDatabaseName("ix_next_slots_due");
    }
}
