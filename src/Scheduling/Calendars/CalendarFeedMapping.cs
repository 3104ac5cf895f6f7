using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Calendars;

internal sealed class CalendarFeedMapping : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.ToTable("calendar_feeds", t =>
            t.HasCheckConstraint("ck_calendar_feeds_hash", $"octet_length(secret_hash) = {SHA256.HashSizeInBytes}"));
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.OpenedBySubject).HasMaxLength(200);
        builder.HasIndex(f => f.SecretHash).IsUnique().HasDatabaseName("ux_calendar_feeds_secret_hash");
        builder.HasIndex(f => f.Member).HasDatabaseName("ix_calendar_feeds_member").HasFilter("revoked_at IS NULL");
    }
}
