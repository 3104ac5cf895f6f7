using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.CareServices;

internal sealed class ServiceMapping : IEntityTypeConfiguration<CareService>
{
    public const int NameLengthMax = 200;
    public const int DescriptionLengthMax = 5_000;
    public const int ReferralMethodLengthMax = 500;
    public const int UrlLengthMax = 500;
    public const int EmailLengthMax = 254;
    public const int KeywordLengthMax = 100;
    public const int KeywordsMax = 50;
    public const int SitesMax = 100;
    public const int AgeYearsMax = 130;
    public const long TariffPenceMax = 100_000_000;

    public void Configure(EntityTypeBuilder<CareService> builder)
    {
        builder.ToTable("care_services", table =>
        {
            table.HasCheckConstraint("ck_care_services_tariff", "tariff_pence >= 0");
            table.HasCheckConstraint("ck_care_services_ages", "minimum_age_years <= maximum_age_years");
        });
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(NameLengthMax);
        builder.Property(s => s.Description).HasMaxLength(DescriptionLengthMax);
        builder.Property(s => s.ReferralMethod).HasMaxLength(ReferralMethodLengthMax);
        builder.Property(s => s.Telephone).HasMaxLength(TelephoneAttribute.LengthMax);
        builder.Property(s => s.Url).HasMaxLength(UrlLengthMax);
        builder.Property(s => s.Email).HasMaxLength(EmailLengthMax);
        builder.Property(s => s.AssuredBy).HasMaxLength(NameLengthMax);
        builder.PrimitiveCollection(s => s.Delivery).ElementType(e => e.HasConversion<string>());
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasOne(s => s.Provider).WithMany().HasForeignKey(s => s.ProviderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Sites).WithOne().HasForeignKey(s => s.ServiceId);
        builder.HasMany(s => s.Neighbourhoods).WithOne().HasForeignKey(n => n.ServiceId);
    }
}

internal sealed class ServiceSiteMapping : IEntityTypeConfiguration<ServiceSite>
{
    public void Configure(EntityTypeBuilder<ServiceSite> builder)
    {
        builder.ToTable("service_sites");
        builder.HasKey(s => new { s.ServiceId, s.SiteId });
        builder.HasOne(s => s.Site).WithMany().HasForeignKey(s => s.SiteId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ServiceNeighbourhoodMapping : IEntityTypeConfiguration<ServiceNeighbourhood>
{
    public void Configure(EntityTypeBuilder<ServiceNeighbourhood> builder)
    {
        builder.ToTable("service_neighbourhoods");
        builder.HasKey(n => new { n.ServiceId, n.NeighbourhoodCode });
        builder.HasOne<Neighbourhood>().WithMany().HasForeignKey(n => n.NeighbourhoodCode)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ServiceChangeMapping : IEntityTypeConfiguration<ServiceChange>
{
    public void Configure(EntityTypeBuilder<ServiceChange> builder)
    {
        builder.ToTable("service_changes");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Before).HasColumnType("jsonb");
        builder.Property(c => c.After).HasColumnType("jsonb");
        builder.HasOne<CareService>().WithMany().HasForeignKey(c => c.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.ServiceId, c.Version }).IsUnique().HasDatabaseName("ux_service_changes_version");
        builder.IsAppendOnly();
    }
}
