using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Evidence;

internal sealed class EvidenceMapping : IEntityTypeConfiguration<ServiceEvidence>
{
    public const int NoteLengthMax = 500;
    public const string OncePerDayIndex = "ux_service_evidence_once";

    public void Configure(EntityTypeBuilder<ServiceEvidence> builder)
    {
        builder.ToTable("service_evidence");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Note).HasMaxLength(NoteLengthMax);
        builder.HasOne<CareService>().WithMany().HasForeignKey(e => e.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => new { e.ServiceId, e.Kind, e.ReportedBy, e.ReportedOn }).IsUnique().HasDatabaseName(OncePerDayIndex);
        builder.HasIndex(e => new { e.ServiceId, e.ReportedAt }).HasDatabaseName("ix_service_evidence_service");
        builder.HasIndex(e => new { e.ReportedBy, e.ReportedOn }).HasDatabaseName("ix_service_evidence_reporter");
        builder.IsAppendOnly();
    }
}
