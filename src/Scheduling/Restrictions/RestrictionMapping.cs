using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Restrictions;

internal sealed class RestrictionMapping : IEntityTypeConfiguration<Restriction>
{
    public void Configure(EntityTypeBuilder<Restriction> builder)
    {
        builder.ToTable("restrictions");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Ignore(r => r.Stands);
        builder.HasIndex(r => r.Service).HasDatabaseName("ix_restrictions_service");
    }
}
