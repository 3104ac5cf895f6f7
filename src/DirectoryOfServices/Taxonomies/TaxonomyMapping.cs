using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Taxonomies;

internal sealed class TaxonomyMapping : IEntityTypeConfiguration<Taxonomy>
{
    public const int NameLengthMax = 300;
    public const int DescriptionLengthMax = 2_000;
    public const int CodeLengthMax = 100;
    public const int TermsMax = 5_000;
    public const int DepthMax = 10;

    public void Configure(EntityTypeBuilder<Taxonomy> builder)
    {
        builder.ToTable("taxonomies");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(NameLengthMax);
        builder.Property(t => t.Description).HasMaxLength(DescriptionLengthMax);
        builder.Property(t => t.Uri).HasMaxLength(ServiceMapping.UrlLengthMax);
        builder.Property(t => t.Edition).HasMaxLength(CodeLengthMax);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasMany(t => t.Terms).WithOne().HasForeignKey(t => t.TaxonomyId);
    }
}

internal sealed class TaxonomyTermMapping : IEntityTypeConfiguration<TaxonomyTerm>
{
    public void Configure(EntityTypeBuilder<TaxonomyTerm> builder)
    {
        builder.ToTable("taxonomy_terms");
        builder.Property(t => t.ChangedAt).IsKeptByTheDatabase();
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(TaxonomyMapping.NameLengthMax);
        builder.Property(t => t.Description).HasMaxLength(TaxonomyMapping.DescriptionLengthMax);
        builder.Property(t => t.Code).HasMaxLength(TaxonomyMapping.CodeLengthMax);
        builder.Property(t => t.Uri).HasMaxLength(ServiceMapping.UrlLengthMax);
    }
}
