using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Federation;
using IntegratedCare.Identity.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Memberships;

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("memberships");
        builder.HasKey(membership => membership.Id);
        builder.Property(membership => membership.Id).ValueGeneratedNever();
        builder.Property(membership => membership.Role).HasMaxLength(50);
        builder.Property(membership => membership.OrganisationCode).HasMaxLength(Organisation.CodeLengthMax);
        builder.Property(membership => membership.NeighbourhoodCode).HasMaxLength(Membership.NeighbourhoodLengthMax);
        builder.Property(membership => membership.Provider).HasMaxLength(ProviderSettings.NameLengthMax);
        builder.HasIndex(membership => new
        {
            membership.AccountId, membership.Role, membership.OrganisationCode, membership.NeighbourhoodCode,
        }).IsUnique().AreNullsDistinct(false).HasDatabaseName("ux_memberships");
        builder.HasIndex(membership => membership.Role).HasDatabaseName("ix_memberships_role");
        builder.HasOne<Account>().WithMany().HasForeignKey(membership => membership.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(membership => membership.OrganisationCode)
            .HasConstraintName("fk_memberships_organisation").OnDelete(DeleteBehavior.Restrict);
    }
}
