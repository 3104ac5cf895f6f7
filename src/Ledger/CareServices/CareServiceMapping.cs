using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.CareServices;

internal sealed class CareServiceMapping : IEntityTypeConfiguration<CareService>
{
    public void Configure(EntityTypeBuilder<CareService> builder)
    {
        builder.ToTable("care_services");
        builder.HasKey(service => service.Id);
        builder.Property(service => service.Version).HasDefaultValue(0L);
        builder.Property(service => service.Name).HasMaxLength(300);
        builder.Property(service => service.Category).HasMaxLength(100);
        builder.Property(service => service.ProviderName).HasMaxLength(300);
        builder.HasIndex(service => service.ProviderId).HasDatabaseName("ix_care_services_provider");
    }
}
