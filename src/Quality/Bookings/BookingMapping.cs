using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Bookings;

internal sealed class BookingMapping : IEntityTypeConfiguration<Booking>
{
    public void Configure(EntityTypeBuilder<Booking> builder)
    {
        builder.ToTable("bookings");
        builder.Property(b => b.Id).ValueGeneratedNever();

        // Two events of one booking may be handled at once: the one that read the older copy is handled again.
        builder.Property(b => b.Sequence).IsConcurrencyToken();
        builder.Property(b => b.NeighbourhoodCode).HasMaxLength(100);
        builder.Property(b => b.NeighbourhoodSequence).IsConcurrencyToken();
        builder.HasIndex(b => b.SiteId).HasFilter("site_id is not null").HasDatabaseName("ix_bookings_site");
        builder.HasIndex(b => b.StartsAt).HasDatabaseName("ix_bookings_starts_at");
    }
}
