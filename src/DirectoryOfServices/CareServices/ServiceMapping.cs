using IntegratedCare.DirectoryOfServices.OpenReferral;
using IntegratedCare.DirectoryOfServices.Organisations;
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
    public const int NotesLengthMax = 1_000;
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
            table.HasCheckConstraint("ck_care_services_merged", "merged_into is null or (status = 'Closed' and merged_into <> id)");
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
        builder.Property(s => s.AssurerEmail).HasMaxLength(EmailLengthMax);
        builder.Property(s => s.EligibilityNotes).HasMaxLength(NotesLengthMax);
        builder.Property(s => s.Accreditations).HasMaxLength(NotesLengthMax);
        builder.Property(s => s.Alert).HasMaxLength(NotesLengthMax);
        builder.PrimitiveCollection(s => s.ReferralRoutes).HasDefaultValueSql("'{}'").ElementType(e => e.HasConversion<string>());
        builder.PrimitiveCollection(s => s.ReferralChannels).HasDefaultValueSql("'{}'").ElementType(e => e.HasConversion<string>());
        builder.Property(s => s.Conditions).HasDefaultValueSql("'{}'");
        builder.Property(s => s.CatchmentDistricts).HasDefaultValueSql("'{}'");
        builder.Property(s => s.Languages).HasDefaultValueSql("'{}'");
        builder.Property(s => s.OnBankHolidays).HasDefaultValue(BankHolidayRule.Closed);
        builder.Property(s => s.OpeningHours).IsJson();
        builder.Property(s => s.OpeningExceptions).IsJson();
        builder.Property(s => s.Costs).IsJson();
        builder.Property(s => s.Contacts).IsJson();
        builder.Property(s => s.ConnectionPoints).IsJson();
        builder.Property(s => s.AbsorbedWords).HasDefaultValueSql("'{}'");
        builder.HasOne<CareService>().WithMany().HasForeignKey(s => s.MergedInto).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => s.MergedInto).HasFilter("merged_into is not null").HasDatabaseName("ix_care_services_merged_into");
        builder.Property(s => s.IsSelfAssured).HasDefaultValue(false);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasOne(s => s.Provider).WithMany().HasForeignKey(s => s.ProviderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Sites).WithOne().HasForeignKey(s => s.ServiceId);
        builder.HasMany(s => s.Practices).WithOne().HasForeignKey(p => p.ServiceId);
        builder.HasMany(s => s.Terms).WithOne().HasForeignKey(t => t.ServiceId);
        builder.HasMany(s => s.Neighbourhoods).WithOne().HasForeignKey(n => n.ServiceId);
        builder.HasIndex(s => new { s.ChangedAt, s.Id }).HasDatabaseName("ix_care_services_changed");    // who harvests asks for what is new
        builder.HasIndex(s => new { s.Name, s.Id }).HasDatabaseName("ix_care_services_name");
    }
}

internal sealed class ServiceSiteMapping : IEntityTypeConfiguration<ServiceSite>
{
    public void Configure(EntityTypeBuilder<ServiceSite> builder)
    {
        builder.Metadata.Model.GetOrAddPostgresExtension(null, "pgcrypto", null);
        builder.ToTable("service_sites");
        builder.HasKey(s => new { s.ServiceId, s.SiteId });
        builder.Property(s => s.Id).HasComputedColumnSql(
            $"derived_uuid('{DerivedId.Space}'::uuid, uuid_send(service_id) || uuid_send(site_id))", stored: true);
        builder.HasIndex(s => s.Id).IsUnique().HasDatabaseName("ux_service_sites_id");
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

internal sealed class ServicePracticeMapping : IEntityTypeConfiguration<ServicePractice>
{
    public void Configure(EntityTypeBuilder<ServicePractice> builder)
    {
        builder.ToTable("service_practices");
        builder.HasKey(p => new { p.ServiceId, p.PracticeId });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(p => p.PracticeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ServiceTermMapping : IEntityTypeConfiguration<ServiceTerm>
{
    public void Configure(EntityTypeBuilder<ServiceTerm> builder)
    {
        builder.ToTable("service_terms");
        builder.HasKey(t => new { t.ServiceId, t.TermId });
        builder.HasOne(t => t.Term).WithMany().HasForeignKey(t => t.TermId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ServiceChangeMapping : IEntityTypeConfiguration<ServiceChange>
{
    public void Configure(EntityTypeBuilder<ServiceChange> builder)
    {
        builder.ToTable("service_changes");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Note).HasMaxLength(ServiceMapping.NotesLengthMax + 100);    // a merge adds what became of proposals
        builder.Property(c => c.Before).HasColumnType("jsonb");
        builder.Property(c => c.After).HasColumnType("jsonb");
        builder.HasOne<CareService>().WithMany().HasForeignKey(c => c.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.ServiceId, c.Version }).IsUnique().HasDatabaseName("ux_service_changes_version");
        builder.IsAppendOnly();
    }
}
