using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Sites;

internal sealed class SiteMapping : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable("sites");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.NeighbourhoodCode).HasMaxLength(100);

        // Two events of one site may be handled at once: the one that read the older copy is handled again.
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}
