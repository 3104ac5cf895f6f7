using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Clients;

internal sealed class ClientMapping : IEntityTypeConfiguration<Client>
{
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.ToTable("clients");
        builder.HasKey(client => client.Id).HasName("pk_clients");
        builder.Property(client => client.Id).HasMaxLength(Client.IdLengthMax);
        builder.Property(client => client.Name).HasMaxLength(Client.NameLengthMax);
        builder.Property(client => client.Role).HasMaxLength(50);
        builder.Property(client => client.OrganisationCode).HasMaxLength(100);
        builder.PrimitiveCollection(client => client.Scopes).ElementType(scope => scope.HasMaxLength(50));
        builder.HasMany(client => client.Secrets).WithOne().HasForeignKey("ClientId").IsRequired().OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ClientSecretMapping : IEntityTypeConfiguration<ClientSecret>
{
    public void Configure(EntityTypeBuilder<ClientSecret> builder)
    {
        builder.ToTable("client_secrets");
        builder.HasKey(secret => secret.Id);
        builder.Property(secret => secret.Id).ValueGeneratedNever();
        builder.ComplexProperty(secret => secret.Hash, secret =>
        {
            secret.Property(hash => hash.Salt).HasColumnName("Salt").HasMaxLength(SecretHash.SaltBytes);
            secret.Property(hash => hash.Hash).HasColumnName("Hash").HasMaxLength(SecretHash.HashBytes);
            secret.Property(hash => hash.Iterations).HasColumnName("Iterations");
        });
    }
}
