using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>How often one thing was looked for in vain on one day.</summary>
internal sealed class UnmetSearchCount
{
    private UnmetSearchCount()
    {
    }

    public required DateOnly Day { get; init; }
    public required string Words { get; init; }
    public required string Category { get; init; }
    public required string Need { get; init; }
    public required string Neighbourhood { get; init; }
    public required string Delivery { get; init; }
    public required string AgeBand { get; init; }
    public required int Searches { get; init; }

    /// <summary>How many different people of that day, over all replicas, said its words for the first time by this search.</summary>
    public required int Askers { get; init; }
}

internal sealed class UnmetSearchCountMapping : IEntityTypeConfiguration<UnmetSearchCount>
{
    public void Configure(EntityTypeBuilder<UnmetSearchCount> builder)
    {
        builder.ToTable("unmet_searches", table => table.HasCheckConstraint("ck_unmet_searches_counts", "searches >= 1 and askers >= 0"));
        builder.HasKey(s => new { s.Day, s.Words, s.Category, s.Need, s.Neighbourhood, s.Delivery, s.AgeBand });
        builder.Property(s => s.Words).HasMaxLength(PlainWords.LengthMax);
        builder.Property(s => s.Category).HasMaxLength(50);
        builder.Property(s => s.Need).HasMaxLength(100);
        builder.Property(s => s.Neighbourhood).HasMaxLength(50);
        builder.Property(s => s.Delivery).HasMaxLength(50);
        builder.Property(s => s.AgeBand).HasMaxLength(UnmetNeed.AgeBand.LengthMax);
        builder.HasIndex(s => new { s.Words, s.Day }).HasDatabaseName("ix_unmet_searches_words");
    }
}
