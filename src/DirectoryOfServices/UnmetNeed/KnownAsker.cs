using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>Somebody, of whom nothing is known but that they said these words on this day.</summary>
internal sealed class KnownAsker
{
    private KnownAsker()
    {
    }

    public required DateOnly Day { get; init; }

    /// <summary>The words, under the day's key.</summary>
    public required byte[] NeedHash { get; init; }

    /// <summary>The words and the person together, under the day's key.</summary>
    public required byte[] AskerHash { get; init; }
}

/// <summary>What the people of one day are hashed with; whoever has neither it nor the day's searches can tell nobody.</summary>
internal sealed class AskerKey
{
    private AskerKey()
    {
    }

    public required DateOnly Day { get; init; }
    public required byte[] DayKey { get; init; }
}

internal sealed class KnownAskerMapping : IEntityTypeConfiguration<KnownAsker>
{
    public void Configure(EntityTypeBuilder<KnownAsker> builder)
    {
        builder.ToTable("unmet_askers", table => table.HasCheckConstraint(
            "ck_unmet_askers_hashes", $"length(need_hash) = {AskerBook.HashBytes} and length(asker_hash) = {AskerBook.HashBytes}"));
        builder.HasKey(a => new { a.Day, a.NeedHash, a.AskerHash });
    }
}

internal sealed class AskerKeyMapping : IEntityTypeConfiguration<AskerKey>
{
    public void Configure(EntityTypeBuilder<AskerKey> builder)
    {
        builder.ToTable("unmet_asker_keys", table => table.HasCheckConstraint("ck_unmet_asker_keys_length", $"length(day_key) = {AskerBook.KeyBytes}"));
        builder.HasKey(k => k.Day);
    }
}
