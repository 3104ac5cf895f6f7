using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Organisations;

internal sealed class OrganisationMapping : IEntityTypeConfiguration<Organisation>
{
    public const int NameLengthMax = 200;
    public const int CodeLengthMax = 100;
    public const int DescriptionLengthMax = 2_000;
    public const string CodeIndex = "ux_organisations_code";
    public const string OdsCodeIndex = "ux_organisations_ods_code";

    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Name).HasMaxLength(NameLengthMax);
        builder.Property(o => o.OdsCode).HasMaxLength(OdsCodeAttribute.LengthMax);
        builder.Property(o => o.Code).HasMaxLength(CodeLengthMax);
        builder.Property(o => o.Description).HasMaxLength(DescriptionLengthMax);
        builder.Property(o => o.Url).HasMaxLength(ServiceMapping.UrlLengthMax);
        builder.Property(o => o.Email).HasMaxLength(ServiceMapping.EmailLengthMax);
        builder.Property(o => o.Telephone).HasMaxLength(TelephoneAttribute.LengthMax);
        builder.Property(o => o.CharityNumber).HasMaxLength(12);
        builder.Property(o => o.CompanyNumber).HasMaxLength(8);
        builder.Property(o => o.Version).IsConcurrencyToken().HasDefaultValue(1L);
        builder.Property(o => o.ChangedAt).HasDefaultValueSql("now()");
        builder.HasIndex(o => o.Code).IsUnique().HasDatabaseName(CodeIndex);
        builder.HasIndex(o => o.OdsCode).IsUnique().HasDatabaseName(OdsCodeIndex);
    }
}
