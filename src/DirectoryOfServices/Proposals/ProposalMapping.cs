using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Proposals;

internal sealed class ProposalMapping : IEntityTypeConfiguration<Proposal>
{
    public const int NoteLengthMax = 1_000;
    public const string OpenIndex = "ux_proposals_open";

    public void Configure(EntityTypeBuilder<Proposal> builder)
    {
        builder.ToTable("proposals", table =>
        {
            table.HasCheckConstraint("ck_proposals_decided", "(status = 'Proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)");
            table.HasCheckConstraint("ck_proposals_four_eyes", "status not in ('Approved', 'Rejected') or decided_by <> proposed_by");
            table.HasCheckConstraint("ck_proposals_based_on", "(based_on_version is null) = (before is null)");
        });
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Name).HasMaxLength(ServiceMapping.NameLengthMax);
        builder.Property(p => p.Note).HasMaxLength(NoteLengthMax);
        builder.Property(p => p.Reason).HasMaxLength(NoteLengthMax);
        builder.Property(p => p.Before).HasColumnType("jsonb");
        builder.Property(p => p.After).HasColumnType("jsonb");
        builder.Property(p => p.Status).IsConcurrencyToken();
        builder.HasIndex(p => new { p.ServiceId, p.OrganisationCode }).IsUnique().HasFilter("status = 'Proposed'").HasDatabaseName(OpenIndex);
        builder.HasIndex(p => new { p.Status, p.ProposedAt }).HasDatabaseName("ix_proposals_status");
        builder.HasIndex(p => new { p.OrganisationCode, p.ProposedAt }).HasDatabaseName("ix_proposals_organisation");
    }
}
