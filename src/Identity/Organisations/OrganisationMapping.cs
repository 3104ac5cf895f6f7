using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Organisations;

internal sealed class OrganisationMapping : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations");
        builder.HasKey(organisation => organisation.Code).HasName("pk_organisations");
        builder.Property(organisation => organisation.Code).HasMaxLength(Organisation.CodeLengthMax);
        builder.Property(organisation => organisation.Name).HasMaxLength(200);
        builder.Property(organisation => organisation.Kind).HasMaxLength(50);
        builder.Property(organisation => organisation.OdsCode).HasMaxLength(10);
    }
}
