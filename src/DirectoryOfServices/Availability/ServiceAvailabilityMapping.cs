using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Availability;

internal sealed class ServiceAvailabilityMapping : IEntityTypeConfiguration<ServiceAvailability>
{
    public void Configure(EntityTypeBuilder<ServiceAvailability> builder)
    {
        builder.ToTable("service_availability");
        builder.HasKey(a => a.ServiceId);
        builder.Property(a => a.ServiceId).ValueGeneratedNever();
        builder.Property(a => a.Starts).IsJson();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.Property<ulong>("ChangedIn").HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()")
            .ValueGeneratedOnAddOrUpdate();
        builder.HasIndex("ChangedIn").HasDatabaseName("ix_service_availability_changed_in");
    }
}
