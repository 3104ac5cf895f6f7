using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Keys;

internal sealed class SigningKeyMapping : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("signing_keys", table =>
            table.HasCheckConstraint("ck_signing_keys_order", "signs_until is null or signs_until > signs_from"));
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).HasMaxLength(32);
        builder.Property(key => key.PublicX).HasMaxLength(32);
        builder.Property(key => key.PublicY).HasMaxLength(32);
        builder.Property(key => key.ProtectedPrivateKey).HasMaxLength(512);
        builder.HasIndex(key => key.Generation).IsUnique().HasDatabaseName("ux_signing_keys_generation");
    }
}
