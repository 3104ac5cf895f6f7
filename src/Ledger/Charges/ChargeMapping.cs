using IntegratedCare.Ledger.CareServices;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Spending;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Charges;

internal sealed class ChargeMapping : IEntityTypeConfiguration<Charge>
{
    public void Configure(EntityTypeBuilder<Charge> builder)
    {
        builder.ToTable("charges", table => table.HasCheckConstraint("ck_charges_money",
            "(amount_pence > 0 AND fund_code IS NOT NULL AND programme_code IS NOT NULL) OR state NOT IN ('Committed', 'Spent')"));
        builder.HasKey(charge => charge.BookingId);
        builder.Property(charge => charge.Reference).HasMaxLength(50);
        builder.Property(charge => charge.NeighbourhoodCode).HasMaxLength(AttributionMapping.NeighbourhoodLengthMax);
        builder.OwnsOne(charge => charge.Commitment, held =>
        {
            held.WithOwner().HasForeignKey(nameof(Charge.BookingId));
            held.Property(c => c.FundCode).HasColumnName("FundCode").HasMaxLength(JournalMapping.CodeLengthMax);
            held.Property(c => c.ProgrammeCode).HasColumnName("ProgrammeCode").HasMaxLength(JournalMapping.CodeLengthMax);
            held.Property(c => c.AmountPence).HasColumnName("AmountPence");
            held.Property(c => c.DidNotAttendRule).HasColumnName("DidNotAttendRule");
            held.Property(c => c.ProviderId).HasColumnName("ProviderId");
            held.Property(c => c.NeighbourhoodCode).HasColumnName("HeldNeighbourhoodCode").HasMaxLength(AttributionMapping.NeighbourhoodLengthMax);
        });
        builder.HasOne<CareService>().WithMany().HasForeignKey(charge => charge.ServiceId).OnDelete(DeleteBehavior.Restrict);
        // Few charges wait at any time; those that do are found without reading the rest.
        builder.HasIndex(charge => new { charge.ServiceId, charge.BookingId }).HasFilter("state = 'AwaitingTariff'")
            .HasDatabaseName("ix_charges_awaiting_tariff");
        // What a period's end asks for: care that is over and nobody has told of.
        builder.HasIndex(charge => charge.CareOn).HasFilter("state = 'Committed' AND outcome IS NULL").HasDatabaseName("ix_charges_without_outcome");
        builder.HasIndex(charge => charge.BookingId).HasFilter("state = 'Unfunded'").HasDatabaseName("ix_charges_unfunded");
    }
}
