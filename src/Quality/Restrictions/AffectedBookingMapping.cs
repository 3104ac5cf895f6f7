using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Restrictions;

internal sealed class AffectedBookingMapping : IEntityTypeConfiguration<AffectedBooking>
{
    public void Configure(EntityTypeBuilder<AffectedBooking> builder)
    {
        builder.ToTable("affected_bookings");
        builder.HasKey(a => new { a.RestrictionId, a.BookingId });
        builder.Property(a => a.Reference).HasMaxLength(AffectedBooking.ReferenceLengthMax);
        builder.HasOne<Restriction>().WithMany().HasForeignKey(a => a.RestrictionId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_affected_bookings_restriction");
    }
}

internal sealed class AffectedBookingsPartMapping : IEntityTypeConfiguration<AffectedBookingsPart>
{
    public void Configure(EntityTypeBuilder<AffectedBookingsPart> builder)
    {
        builder.ToTable("affected_bookings_parts");
        builder.HasKey(p => new { p.RestrictionId, p.Part });
        builder.HasOne<Restriction>().WithMany().HasForeignKey(p => p.RestrictionId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_affected_bookings_parts_restriction");
    }
}
