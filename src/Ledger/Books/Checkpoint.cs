using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Books;

/// <summary>How far a fund's journal was found sound, and what its accounts had taken by then: where an incremental verification begins.</summary>
/// <remarks>It says nothing of what is changed before it afterwards: that is found by a whole verification alone.</remarks>
internal sealed class Checkpoint
{
    public required string FundCode { get; init; }

    public required long Number { get; init; }

    public required byte[] Hash { get; init; }

    public required DateTimeOffset VerifiedAt { get; init; }

    /// <summary>The accounts by name, and beside each its debits and credits in pence up to this entry.</summary>
    public required string[] Accounts { get; init; }

    public required long[] DebitsPence { get; init; }

    public required long[] CreditsPence { get; init; }
}

internal sealed class CheckpointMapping : IEntityTypeConfiguration<Checkpoint>
{
    public void Configure(EntityTypeBuilder<Checkpoint> builder)
    {
        builder.ToTable("journal_checkpoints");
        builder.HasKey(checkpoint => new { checkpoint.FundCode, checkpoint.Number });
        builder.Property(checkpoint => checkpoint.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(checkpoint => checkpoint.Hash).HasMaxLength(32);
        builder.Property(checkpoint => checkpoint.Accounts).HasColumnType($"character varying({JournalMapping.AccountLengthMax})[]");
        builder.HasOne<JournalEntry>().WithMany().HasForeignKey(checkpoint => new { checkpoint.FundCode, checkpoint.Number })
            .OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }
}
