using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Passkeys;

/// <summary>A challenge that a browser has been given and must answer within minutes, once.</summary>
internal sealed class PasskeyQuestion
{
    public static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(5);

    public required Guid Id { get; init; }
    public required byte[] SecretHash { get; init; }
    public required byte[] SealedState { get; init; }       // as ASP.NET Core Identity wants it back; it may hold a name
    public Guid? AccountId { get; init; }                   // null: whoever answers signs in; else a passkey is added to the account
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the state is bound to: this row, and no other.</summary>
    public static string ContextOf(Guid id) => $"passkey_questions.state/{id}";
}

internal sealed class PasskeyQuestionMapping : IEntityTypeConfiguration<PasskeyQuestion>
{
    public void Configure(EntityTypeBuilder<PasskeyQuestion> builder)
    {
        builder.ToTable("passkey_questions");
        builder.HasKey(question => question.Id);
        builder.Property(question => question.Id).ValueGeneratedNever();
        builder.Property(question => question.SecretHash).HasMaxLength(32);
        builder.Property(question => question.SealedState).HasMaxLength(4_000).IsSealed("passkey_questions.state");
        builder.HasIndex(question => question.ExpiresAt).HasDatabaseName("ix_passkey_questions_expires_at");
    }
}
