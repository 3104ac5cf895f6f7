using IntegratedCare.Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Devices;

/// <summary>A browser at which the account has been signed in before: it holds a cookie that outlives its sessions.</summary>
/// <remarks>
/// By it the owner is told of a sign-in at another browser, and can come in at their own while a stranger guesses from elsewhere. It opens
/// nothing by itself.
/// </remarks>
internal sealed class KnownDevice
{
    public const int PerAccountMax = 20;

    public required Guid Id { get; init; }
    public required byte[] SecretHash { get; init; }
    public required Guid AccountId { get; init; }
    public required string Label { get; init; }
    public required DateTimeOffset LastSeenAt { get; set; }
}

internal sealed class KnownDeviceMapping : IEntityTypeConfiguration<KnownDevice>
{
    public void Configure(EntityTypeBuilder<KnownDevice> builder)
    {
        builder.ToTable("known_devices");
        builder.HasKey(device => new { device.Id, device.AccountId });      // two people may share a browser
        builder.Property(device => device.Id).ValueGeneratedNever();
        builder.Property(device => device.SecretHash).HasMaxLength(IdentifiedSecret.HashBytes);
        builder.Property(device => device.Label).HasMaxLength(Device.LabelLengthMax);
        builder.HasIndex(device => device.AccountId).HasDatabaseName("ix_known_devices_account");
        builder.HasIndex(device => device.LastSeenAt).HasDatabaseName("ix_known_devices_last_seen");
        builder.HasOne<Account>().WithMany().HasForeignKey(device => device.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
