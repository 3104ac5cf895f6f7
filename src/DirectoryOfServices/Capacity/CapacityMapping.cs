using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Capacity;

internal sealed class CapacityReportMapping : IEntityTypeConfiguration<CapacityReport>
{
    public void Configure(EntityTypeBuilder<CapacityReport> builder)
    {
        builder.ToTable("capacity_reports", table =>
            table.HasCheckConstraint("ck_capacity_reports_lifetime", "expires_at > reported_at"));
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<CareService>().WithMany().HasForeignKey(r => r.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.ServiceId, r.ReportedAt }).HasDatabaseName("ix_capacity_reports_latest");
        builder.IsAppendOnly();
    }
}
