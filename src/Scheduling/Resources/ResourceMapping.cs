using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Resources;

internal sealed class ResourceMapping : IEntityTypeConfiguration<Resource>
{
    public void Configure(EntityTypeBuilder<Resource> builder)
    {
        builder.ToTable("resources");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Code).HasMaxLength(50);
        builder.Property(r => r.Name).HasMaxLength(200);
        builder.HasMany(r => r.Hours).WithOne().HasForeignKey("ResourceId").OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OpeningHoursMapping : IEntityTypeConfiguration<OpeningHours>
{
    public void Configure(EntityTypeBuilder<OpeningHours> builder)
    {
        builder.ToTable("resource_hours");
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property<Claims.ResourceId>("ResourceId");
        builder.ComplexProperty(h => h.Hours, Hours.WorkingHoursMapping.Configure);
        builder.HasIndex("ResourceId").HasDatabaseName("ix_resource_hours_resource");
    }
}
