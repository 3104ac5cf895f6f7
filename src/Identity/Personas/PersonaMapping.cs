using IntegratedCare.Identity.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Personas;

internal sealed class PersonaMapping : IEntityTypeConfiguration<Persona>
{
    public void Configure(EntityTypeBuilder<Persona> builder)
    {
        builder.ToTable("personas");
        builder.HasKey(persona => persona.Name).HasName("pk_personas");
        builder.Property(persona => persona.Name).HasMaxLength(Persona.NameLengthMax);
        builder.Property(persona => persona.DisplayName).HasMaxLength(100);
        builder.Property(persona => persona.Role).HasMaxLength(50);
        builder.Property(persona => persona.OrganisationCode).HasMaxLength(Organisation.CodeLengthMax);
        builder.Property(persona => persona.NeighbourhoodCode).HasMaxLength(100);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(persona => persona.OrganisationCode)
            .HasConstraintName("fk_personas_organisation").OnDelete(DeleteBehavior.Restrict);
    }
}
