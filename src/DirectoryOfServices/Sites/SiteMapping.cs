using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Sites;

internal sealed class SiteMapping : IEntityTypeConfiguration<Site>
{
    public const int NameLengthMax = 200;
    public const int DescriptionLengthMax = 2_000;
    public const int AddressLinesMax = 6;
    public const int AddressLineLengthMax = 100;

    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable("sites");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(NameLengthMax);
        builder.Property(s => s.Postcode).HasPostcodeForm();
        builder.Property(s => s.Telephone).HasMaxLength(TelephoneAttribute.LengthMax);
        builder.Property(s => s.Description).HasMaxLength(DescriptionLengthMax);
        builder.Property(s => s.Transport).HasMaxLength(DescriptionLengthMax);
        builder.Property(s => s.Uprn).HasMaxLength(12);
        builder.PrimitiveCollection(s => s.Accessibility).HasDefaultValueSql("'{}'").ElementType(e => e.HasConversion<string>());
        builder.Property(s => s.AccessibilityNotes).HasMaxLength(DescriptionLengthMax);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.Property(s => s.ChangedAt).HasDefaultValueSql("now()");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(s => s.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Neighbourhood>().WithMany().HasForeignKey(s => s.StatedNeighbourhoodCode)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Neighbourhood>().WithMany().HasForeignKey(s => s.NeighbourhoodCode)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
