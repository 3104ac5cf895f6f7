using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>
/// A key that encrypts columns of this service, itself encrypted under a key that the database never holds (envelope encryption).
/// </summary>
internal sealed class DataKey
{
    public const int IdMax = int.MaxValue;

    public int Id { get; init; }

    /// <summary>Which key wraps it: the first bytes of that key's hash, in hexadecimal.</summary>
    public required string WrappedBy { get; set; }
    public byte[]? WrappedKey { get; set; }             // null: destroyed, no value needs it any more
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RetiredAt { get; set; }      // null: new values are encrypted under it
}

internal sealed class DataKeyMapping : IEntityTypeConfiguration<DataKey>
{
    public void Configure(EntityTypeBuilder<DataKey> builder)
    {
        builder.ToTable("data_keys");
        builder.Property(key => key.WrappedBy).HasMaxLength(64);
        builder.Property(key => key.WrappedKey).HasMaxLength(128);
    }
}
