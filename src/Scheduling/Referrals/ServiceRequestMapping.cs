using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Referrals;

internal sealed class ServiceRequestMapping : IEntityTypeConfiguration<ServiceRequest>
{
    public void Configure(EntityTypeBuilder<ServiceRequest> builder)
    {
        builder.ToTable(RequestSeal.Table, t =>
        {
            t.HasCheckConstraint("ck_service_requests_closed_by_stage",
                "(closed_at IS NOT NULL) = (stage IN ('Seen', 'ReturnedWithAdvice', 'Withdrawn'))");
            t.HasCheckConstraint("ck_service_requests_booked_by_stage", "(stage = 'Booked') <= (booking IS NOT NULL)");
            t.HasCheckConstraint("ck_service_requests_advice_is_not_booked", "kind = 'Referral' OR stage IN ('Received', 'ReturnedWithAdvice', 'Withdrawn')");
            t.HasCheckConstraint("ck_service_requests_erased_has_no_person",
                "num_nonnulls(nhs_number, family_name, given_name, date_of_birth, postcode, reason, communication_needs, needs) "
                + "= CASE WHEN erased_at IS NULL THEN 8 ELSE 0 END AND (erased_at IS NULL OR num_nonnulls(phone, contact, advice, withdrawal_reason) = 0)");
            t.HasCheckConstraint("ck_service_requests_only_closed_are_erased", "erased_at IS NULL OR closed_at IS NOT NULL");
        });
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Reference).HasMaxLength(BookingReference.Length);
        builder.Property(r => r.PersonKey).HasMaxLength(64);
        builder.Property(r => r.NeighbourhoodCode).HasMaxLength(50);
        builder.Property(r => r.ReferredBySubject).HasMaxLength(200);
        builder.Property(r => r.ReferredByOrganisation).HasMaxLength(100);
        builder.Ignore(r => r.IsOpen);
        builder.Ignore(r => r.IsLost);
        builder.ComplexProperty(r => r.Person, person =>
        {
            person.Property(p => p.NhsNumber).IsSealed(ContextOf(nameof(SealedPerson.NhsNumber)));
            person.Property(p => p.FamilyName).IsSealed(ContextOf(nameof(SealedPerson.FamilyName)));
            person.Property(p => p.GivenName).IsSealed(ContextOf(nameof(SealedPerson.GivenName)));
            person.Property(p => p.DateOfBirth).IsSealed(ContextOf(nameof(SealedPerson.DateOfBirth)));
            person.Property(p => p.Postcode).IsSealed(ContextOf(nameof(SealedPerson.Postcode)));
            person.Property(p => p.Phone).IsSealed(ContextOf(nameof(SealedPerson.Phone)));
            person.Property(p => p.Contact).IsSealed(ContextOf(nameof(SealedPerson.Contact)));
        });
        builder.ComplexProperty(r => r.Texts, texts =>
        {
            texts.Property(t => t.Reason).IsSealed(ContextOf(nameof(SealedRequestTexts.Reason)));
            texts.Property(t => t.CommunicationNeeds).IsSealed(ContextOf(nameof(SealedRequestTexts.CommunicationNeeds)));
            texts.Property(t => t.Needs).IsSealed(ContextOf(nameof(SealedRequestTexts.Needs)));
            texts.Property(t => t.Advice).IsSealed(ContextOf(nameof(SealedRequestTexts.Advice)));
            texts.Property(t => t.WithdrawalReason).IsSealed(ContextOf(nameof(SealedRequestTexts.WithdrawalReason)));
        });
        builder.HasMany(r => r.History).WithOne().HasForeignKey(c => c.Request).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.Reference).IsUnique().HasDatabaseName("ux_service_requests_reference");
        builder.HasIndex(r => r.Booking).IsUnique().HasDatabaseName("ux_service_requests_booking");
        builder.HasIndex(r => r.PersonKey).HasDatabaseName("ix_service_requests_person");
        builder.HasIndex(r => new { r.Service, r.ReceivedAt }).HasDatabaseName("ix_service_requests_open").HasFilter("closed_at IS NULL");
        builder.HasIndex(r => r.ReferredByOrganisation).HasDatabaseName("ix_service_requests_referrer");
        builder.HasIndex(r => r.ActBy).HasDatabaseName("ix_service_requests_act_by").HasFilter("act_by IS NOT NULL");
        builder.HasIndex(r => r.DueBy).HasDatabaseName("ix_service_requests_due_by").HasFilter("closed_at IS NULL AND breached_at IS NULL");
        builder.HasIndex(r => new { r.ClosedAt, r.Id }).HasDatabaseName("ix_service_requests_not_erased").HasFilter("erased_at IS NULL");
    }

    private static string ContextOf(string column) => RowSeal.ContextOf(RequestSeal.Table, column);
}

internal sealed class ServiceRequestChangeMapping : IEntityTypeConfiguration<ServiceRequestChange>
{
    public void Configure(EntityTypeBuilder<ServiceRequestChange> builder)
    {
        builder.ToTable("service_request_history");
        builder.IsAppendOnly();
        builder.HasKey(c => new { c.Request, c.Sequence });
        builder.Property(c => c.Sequence).ValueGeneratedNever();
        builder.Property(c => c.BySubject).HasMaxLength(200);
        builder.Property(c => c.ByRole).HasMaxLength(50);
        builder.Property(c => c.ByOrganisation).HasMaxLength(100);
    }
}

internal sealed class WaitStandardMapping : IEntityTypeConfiguration<WaitStandard>
{
    public void Configure(EntityTypeBuilder<WaitStandard> builder)
    {
        builder.ToTable("wait_standards", t => t.HasCheckConstraint("ck_wait_standards_positive", "act_within_hours > 0 AND seen_within_days > 0"));
        builder.HasKey(s => s.Priority);
    }
}
