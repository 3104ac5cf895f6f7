using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Bookings;

internal sealed class BookingMapping : IEntityTypeConfiguration<Booking>
{
    public void Configure(EntityTypeBuilder<Booking> builder)
    {
        builder.ToTable("bookings", t =>
        {
            t.HasCheckConstraint("ck_bookings_ends_after_start", "ends_at > starts_at");
            t.HasCheckConstraint("ck_bookings_reason_if_cancelled", "(status = 'Cancelled') = (cancellation_reason IS NOT NULL)");
        });
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Reference).HasMaxLength(BookingReference.Length);
        builder.Property(b => b.PersonKey).HasMaxLength(64);
        builder.Property(b => b.BookedBySubject).HasMaxLength(200);
        builder.Property(b => b.BookedByOrganisation).HasMaxLength(100);
        builder.ComplexProperty(b => b.Person);
        builder.ComplexProperty(b => b.Referral);
        builder.HasMany(b => b.History).WithOne().HasForeignKey(c => c.Booking).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(b => b.Reference).IsUnique().HasDatabaseName("ux_bookings_reference");
        builder.HasIndex(b => b.Hold).IsUnique().HasDatabaseName("ux_bookings_hold");
        builder.HasIndex(b => new { b.Team, b.StartsAt }).HasDatabaseName("ix_bookings_team_day");
        builder.HasIndex(b => new { b.Service, b.StartsAt }).HasDatabaseName("ix_bookings_service");
        builder.HasIndex(b => b.PersonKey).HasDatabaseName("ix_bookings_person");
    }
}

internal sealed class BookingChangeMapping : IEntityTypeConfiguration<BookingChange>
{
    public void Configure(EntityTypeBuilder<BookingChange> builder)
    {
        builder.ToTable("booking_history");
        builder.IsAppendOnly();
        builder.HasKey(c => new { c.Booking, c.Sequence });
        builder.Property(c => c.Sequence).ValueGeneratedNever();
        builder.Property(c => c.BySubject).HasMaxLength(200);
        builder.Property(c => c.ByRole).HasMaxLength(50);
        builder.Property(c => c.ByOrganisation).HasMaxLength(100);
    }
}
