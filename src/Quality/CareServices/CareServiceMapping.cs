using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.CareServices;

internal sealed class CareServiceMapping : IEntityTypeConfiguration<CareService>
{
    public void Configure(EntityTypeBuilder<CareService> builder)
    {
        builder.ToTable("care_services");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(500);
        builder.Property(s => s.Status).HasMaxLength(50);

        // Two events of one service may be handled at once: the one that read the older copy is handled again.
        builder.Property(s => s.NameVersion).IsConcurrencyToken();
        builder.Property(s => s.StatusVersion).IsConcurrencyToken();
    }
}
