using IntegratedCare.Scheduling.Hours;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Teams;

internal sealed class TeamMapping : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("teams");
        builder.Property(t => t.Name).HasMaxLength(200);
        builder.HasMany(t => t.Members).WithOne().HasForeignKey("TeamId").OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(t => t.Offers).WithOne().HasForeignKey("TeamId").OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(t => t.Patterns).WithOne().HasForeignKey("TeamId").OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MemberMapping : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("team_members");
        builder.Property<TeamId>("TeamId");
        builder.HasKey("TeamId", nameof(Member.Id));
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.DisplayName).HasMaxLength(200);
        builder.Property(m => m.Profession).HasMaxLength(100);
        builder.Property(m => m.EmployerOrganisationCode).HasMaxLength(100);
    }
}

internal sealed class OfferMapping : IEntityTypeConfiguration<Offer>
{
    public void Configure(EntityTypeBuilder<Offer> builder)
    {
        builder.ToTable("team_offers", t =>
        {
            t.HasCheckConstraint("ck_team_offers_minutes", "appointment_minutes > 0");
            t.HasCheckConstraint("ck_team_offers_shape",
                "buffer_before_minutes >= 0 AND buffer_after_minutes >= 0 AND places >= 1 AND staff BETWEEN 1 AND 2");
        });
        builder.Property(o => o.Places).HasDefaultValue(1).ValueGeneratedNever();
        builder.Property(o => o.Staff).HasDefaultValue(1).ValueGeneratedNever();
        builder.Property(o => o.Preparation).HasMaxLength(OfferEntry.PreparationLengthMax);
        builder.Property<TeamId>("TeamId");
        builder.HasKey("TeamId", nameof(Offer.Service));
        builder.HasIndex(o => o.Service).HasDatabaseName("ix_team_offers_service");
    }
}

internal sealed class WorkingPatternMapping : IEntityTypeConfiguration<WorkingPattern>
{
    public void Configure(EntityTypeBuilder<WorkingPattern> builder)
    {
        builder.ToTable("working_patterns");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property<TeamId>("TeamId");
        builder.ComplexProperty(p => p.Hours, WorkingHoursMapping.Configure);
        builder.HasIndex("TeamId").HasDatabaseName("ix_working_patterns_team");
    }
}
