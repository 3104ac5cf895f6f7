using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Clients;

/// <summary>How often a client, known or not, has lately been refused from one address, and until when it must wait.</summary>
/// <remarks>
/// Counted by address too: otherwise anybody could keep a program out by guessing at its secret. Kept for a day at most.
/// </remarks>
internal sealed class SignInFailure
{
    public required string ClientId { get; init; }
    public required string Source { get; init; }
    public required int Failures { get; init; }
    public required DateTimeOffset NotBefore { get; init; }
}

internal sealed class SignInFailureMapping : IEntityTypeConfiguration<SignInFailure>
{
    public void Configure(EntityTypeBuilder<SignInFailure> builder)
    {
        builder.ToTable("sign_in_failures");
        builder.HasKey(failure => new { failure.ClientId, failure.Source });
        builder.Property(failure => failure.ClientId).HasMaxLength(Client.IdLengthMax);
        builder.Property(failure => failure.Source).HasMaxLength(64);
        builder.HasIndex(failure => failure.NotBefore).HasDatabaseName("ix_sign_in_failures_not_before");
    }
}
