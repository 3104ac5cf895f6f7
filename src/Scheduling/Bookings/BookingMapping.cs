using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Referrals;
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
            t.HasCheckConstraint("ck_bookings_reason_if_cancelled", "erased_at IS NOT NULL OR (status = 'Cancelled') = (cancellation_reason IS NOT NULL)");
            t.HasCheckConstraint("ck_bookings_erased_has_no_person",
                "num_nonnulls(nhs_number, family_name, given_name, date_of_birth, postcode, reason, communication_needs) "
                + "= CASE WHEN erased_at IS NULL THEN 7 ELSE 0 END AND (erased_at IS NULL OR num_nonnulls(phone, contact, cancellation_reason, overbooking_reason) = 0)");
        });
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Reference).HasMaxLength(BookingReference.Length);
        builder.Property(b => b.PersonKey).HasMaxLength(64);
        builder.Property(b => b.BookedBySubject).HasMaxLength(200);
        builder.Property(b => b.BookedByOrganisation).HasMaxLength(100);
        builder.Property(b => b.CancellationReason).IsSealed(BookingSeal.ContextOf(nameof(Booking.CancellationReason)));
        builder.Property(b => b.OverbookingReason).IsSealed(BookingSeal.ContextOf(nameof(Booking.OverbookingReason)));
        builder.ComplexProperty(b => b.Person, person =>
        {
            person.Property(p => p.NhsNumber).IsSealed(BookingSeal.ContextOf(nameof(SealedPerson.NhsNumber)));
            person.Property(p => p.FamilyName).IsSealed(BookingSeal.ContextOf(nameof(SealedPerson.FamilyName)));
            person.Property(p => p.GivenName).IsSealed(BookingSeal.ContextOf(nameof(SealedPerson.GivenName)));
            person.Property(p => p.DateOfBirth).IsSealed(BookingSeal.ContextOf(nameof(SealedPerson.DateOfBirth)));
            person.Property(p => p.Postcode).IsSealed(BookingSeal.ContextOf(nameof(SealedPerson.Postcode)));
            person.Property(p => p.Phone).IsSealed(BookingSeal.ContextOf(nameof(SealedPerson.Phone)));
            person.Property(p => p.Contact).IsSealed(BookingSeal.ContextOf(nameof(SealedPerson.Contact)));
        });
        builder.ComplexProperty(b => b.Referral, referral =>
        {
            referral.Property(r => r.Reason).IsSealed(BookingSeal.ContextOf(nameof(SealedReferral.Reason)));
            referral.Property(r => r.CommunicationNeeds).IsSealed(BookingSeal.ContextOf(nameof(SealedReferral.CommunicationNeeds)));
        });
        builder.HasMany(b => b.History).WithOne().HasForeignKey(c => c.Booking).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ServiceRequest>().WithMany().HasForeignKey(b => b.Request).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(b => b.Request).HasDatabaseName("ix_bookings_request").HasFilter("request IS NOT NULL");
        builder.HasIndex(b => b.Series).HasDatabaseName("ix_bookings_series").HasFilter("series IS NOT NULL");
        builder.HasIndex(b => b.Bundle).HasDatabaseName("ix_bookings_bundle").HasFilter("bundle IS NOT NULL");
        builder.HasIndex(b => b.Reference).IsUnique().HasDatabaseName("ux_bookings_reference");
        builder.HasIndex(b => b.Hold).IsUnique().HasDatabaseName("ux_bookings_hold");
        builder.HasIndex(b => new { b.Team, b.StartsAt }).HasDatabaseName("ix_bookings_team_day");
        builder.HasIndex(b => new { b.Service, b.StartsAt }).HasDatabaseName("ix_bookings_service");
        builder.HasIndex(b => new { b.EndsAt, b.Id }).HasDatabaseName("ix_bookings_not_erased").HasFilter("erased_at IS NULL");
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
