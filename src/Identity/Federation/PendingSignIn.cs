using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Federation;

/// <summary>Somebody is at a provider and has not come back yet. Taken out when they do, or when the time is over.</summary>
internal sealed class PendingSignIn
{
    public static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(10);

    public required byte[] StateHash { get; init; }
    public required byte[] BrowserHash { get; init; }
    public required string Provider { get; init; }
    public required string ReturnTo { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    public static PendingSignIn Begin(SignInProof proof, string provider, string returnTo, DateTimeOffset now) => new()
    {
        StateHash = proof.StateHash,
        BrowserHash = proof.BrowserHash,
        Provider = provider,
        ReturnTo = returnTo,
        ExpiresAt = now + AgeMax,
    };
}

internal sealed class PendingSignInMapping : IEntityTypeConfiguration<PendingSignIn>
{
    public void Configure(EntityTypeBuilder<PendingSignIn> builder)
    {
        builder.ToTable("pending_sign_ins");
        builder.HasKey(pending => pending.StateHash);
        builder.Property(pending => pending.StateHash).HasMaxLength(32);
        builder.Property(pending => pending.BrowserHash).HasMaxLength(32);
        builder.Property(pending => pending.Provider).HasMaxLength(ProviderSettings.NameLengthMax);
        builder.Property(pending => pending.ReturnTo).HasMaxLength(ReturnPath.LengthMax);
        builder.HasIndex(pending => pending.ExpiresAt).HasDatabaseName("ix_pending_sign_ins_expires_at");
    }
}
