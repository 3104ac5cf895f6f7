using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Passkeys;

/// <summary>A challenge that a browser has been given and must answer within minutes, once.</summary>
internal sealed class PasskeyQuestion
{
    public static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(5);

    public required byte[] SecretHash { get; init; }
    public required byte[] SealedState { get; init; }       // as ASP.NET Core Identity wants it back; it may hold a name
    public Guid? AccountId { get; init; }                   // null: whoever answers signs in; else a passkey is added to the account
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class PasskeyQuestionMapping : IEntityTypeConfiguration<PasskeyQuestion>
{
    public void Configure(EntityTypeBuilder<PasskeyQuestion> builder)
    {
        builder.ToTable("passkey_questions");
        builder.HasKey(question => question.SecretHash);
        builder.Property(question => question.SecretHash).HasMaxLength(32);
        builder.Property(question => question.SealedState).HasMaxLength(4_000);
        builder.HasIndex(question => question.ExpiresAt).HasDatabaseName("ix_passkey_questions_expires_at");
    }
}
