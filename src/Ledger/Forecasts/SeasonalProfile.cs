using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Forecasts;

/// <summary>How a programme's spending is spread over the months of a year: beds cost more in winter.</summary>
internal sealed class SeasonalProfile
{
    public const int WeightMax = 10_000;

    /// <summary>What holds where nobody said otherwise.</summary>
    public static readonly int[] Equal = [.. Enumerable.Repeat(1, Forecast.MonthsInYear)];

    public required string FundCode { get; init; }

    public required string ProgrammeCode { get; init; }

    /// <summary>Of the twelve months, April first; only their ratio matters.</summary>
    public required int[] Weights { get; set; }
}

internal sealed class SeasonalProfileMapping : IEntityTypeConfiguration<SeasonalProfile>
{
    public void Configure(EntityTypeBuilder<SeasonalProfile> builder)
    {
        builder.ToTable("seasonal_profiles", table => table.HasCheckConstraint(
            "ck_seasonal_profiles_weights", $"cardinality(weights) = 12 AND 1 <= ALL (weights) AND {SeasonalProfile.WeightMax} >= ALL (weights)"));
        builder.HasKey(profile => new { profile.FundCode, profile.ProgrammeCode });
        builder.Property(profile => profile.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(profile => profile.ProgrammeCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.HasOne<Fund>().WithMany().HasForeignKey(profile => profile.FundCode).OnDelete(DeleteBehavior.Restrict);
    }
}
