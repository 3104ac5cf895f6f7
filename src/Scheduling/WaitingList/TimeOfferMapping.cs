using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.WaitingList;

internal sealed class TimeOfferMapping : IEntityTypeConfiguration<TimeOffer>
{
    public void Configure(EntityTypeBuilder<TimeOffer> builder)
    {
        builder.ToTable("waiting_list_offers", t =>
        {
            t.HasCheckConstraint("ck_waiting_list_offers_accepted_is_booked", "(state = 'Accepted') = (booking IS NOT NULL)");
            t.HasCheckConstraint("ck_waiting_list_offers_answer", "(state IN ('Accepted', 'Declined')) = (num_nonnulls(answered_at, answered_by_subject) = 2)");
            t.HasCheckConstraint("ck_waiting_list_offers_answer_before_start", "answer_by < starts_at");
        });
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.AnsweredBySubject).HasMaxLength(200);
        builder.HasOne<ServiceRequest>().WithMany().HasForeignKey(o => o.Request).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Booking>().WithMany().HasForeignKey(o => o.Booking).OnDelete(DeleteBehavior.Restrict);

        // One person is asked about one time at a time.
        builder.HasIndex(o => o.Request).IsUnique().HasDatabaseName("ux_waiting_list_offers_open").HasFilter("state = 'Open'");
        builder.HasIndex(o => o.Hold).IsUnique().HasDatabaseName("ux_waiting_list_offers_hold");
        builder.HasIndex(o => new { o.Request, o.OfferedAt }).HasDatabaseName("ix_waiting_list_offers_request");
        builder.HasIndex(o => o.AnswerBy).HasDatabaseName("ix_waiting_list_offers_answer_by").HasFilter("state = 'Open'");
    }
}
