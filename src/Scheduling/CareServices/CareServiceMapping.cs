using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.CareServices;

internal sealed class CareServiceMapping : IEntityTypeConfiguration<CareService>
{
    public void Configure(EntityTypeBuilder<CareService> builder)
    {
        builder.ToTable("care_services");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Ignore(s => s.TakesBookings);
    }
}
