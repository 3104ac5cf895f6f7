using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Clients;

internal sealed class ClientMapping : IEntityTypeConfiguration<Client>
{
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.ToTable("clients");
        builder.HasKey(client => client.Id);
        builder.Property(client => client.Id).HasMaxLength(Client.IdLengthMax);
        builder.Property(client => client.Role).HasMaxLength(50);
        builder.Property(client => client.OrganisationCode).HasMaxLength(100);
        builder.ComplexProperty(client => client.Secret, secret =>
        {
            secret.Property(hash => hash.Salt).HasColumnName("SecretSalt").HasMaxLength(SecretHash.SaltBytes);
            secret.Property(hash => hash.Hash).HasColumnName("SecretHash").HasMaxLength(SecretHash.HashBytes);
            secret.Property(hash => hash.Iterations).HasColumnName("SecretIterations");
        });
    }
}
