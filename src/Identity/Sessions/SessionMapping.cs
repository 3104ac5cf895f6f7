using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Devices;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Identity.Personas;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Sessions;

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions", table => table.HasCheckConstraint(
            "ck_sessions_one_owner", "(account_id is null) <> (persona_name is null)"));
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.SecretHash).HasMaxLength(32);
        builder.Property(session => session.PersonaName).HasMaxLength(Persona.NameLengthMax);
        builder.Property(session => session.AuthenticationMethods).HasMaxLength(50);
        builder.Property(session => session.DeviceLabel).HasMaxLength(Device.LabelLengthMax);
        builder.HasIndex(session => session.AccountId).HasDatabaseName("ix_sessions_account");
        builder.HasIndex(session => session.EndsAt).HasDatabaseName("ix_sessions_ends_at");
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Membership>().WithMany().HasForeignKey(session => session.ActingMembership).OnDelete(DeleteBehavior.SetNull);
    }
}
