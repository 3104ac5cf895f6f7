using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Spending;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Commitments;

internal sealed class OrderMapping : IEntityTypeConfiguration<Order>
{
    public const string ReferenceIndex = "ux_orders_reference";
    public const int ReferenceLengthMax = 60;
    public const int SupplierLengthMax = 200;

    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("orders", table =>
        {
            table.HasCheckConstraint("ck_orders_amount", "amount_pence > 0");
            table.HasCheckConstraint("ck_orders_spent", """
                CASE state WHEN 'Spent' THEN spent_pence = amount_pence WHEN 'PartSpent' THEN spent_pence > 0 AND spent_pence < amount_pence
                ELSE spent_pence = 0 END
                """);
            table.HasCheckConstraint("ck_orders_state", "state IN ('Pending', 'Spent', 'PartSpent', 'Released', 'Expired')");
            table.HasCheckConstraint("ck_orders_end", "(state = 'Pending') = (end_entry_number IS NULL) AND (state = 'Pending') = (ended_on IS NULL)");
            table.HasCheckConstraint("ck_orders_carried", "(made_in IS NULL) = (carried_on IS NULL) AND carried_on > effective_on");
            table.HasCheckConstraint("ck_orders_days", "ended_on >= effective_on AND expires_on >= effective_on");
        });
        builder.HasKey(order => order.Id);
        builder.Property(order => order.Id).ValueGeneratedNever();
        builder.Property(order => order.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(order => order.ProgrammeCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(order => order.MadeIn).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(order => order.Reference).HasMaxLength(ReferenceLengthMax);
        builder.Property(order => order.Supplier).HasMaxLength(SupplierLengthMax);
        builder.Property(order => order.NeighbourhoodCode).HasMaxLength(AttributionMapping.NeighbourhoodLengthMax);
        builder.Property(order => order.Source).HasMaxLength(JournalMapping.SourceLengthMax);
        builder.Property(order => order.EndedBy).HasMaxLength(ApprovalMapping.SubjectLengthMax);
        builder.Property(order => order.State).IsConcurrencyToken();
        builder.HasOne<Authorisation>().WithOne().HasForeignKey<Order>(order => order.Source).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Fund>().WithMany().HasForeignKey(order => order.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(order => new { order.FundCode, order.Reference }).IsUnique().HasDatabaseName(ReferenceIndex);
        builder.HasIndex(order => new { order.ExpiresOn, order.Id }).HasFilter("state = 'Pending' AND expires_on IS NOT NULL")
            .HasDatabaseName("ix_orders_expiring");
    }
}
