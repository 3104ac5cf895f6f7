using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegratedCare.Ledger.Settings;

internal sealed class PlaceSettingsMapping : IEntityTypeConfiguration<PlaceSettings>
{
    private const int DayLength = 5;

    private static readonly ValueConverter<DayOfYear, string> DayConverter = new(day => day.ToString(), text => Read(text));

    public void Configure(EntityTypeBuilder<PlaceSettings> builder)
    {
        builder.ToTable("place_settings", table => table.HasCheckConstraint("ck_place_settings_one_row", $"id = {PlaceSettings.OnlyId}"));
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.NotifyEffectsBy).HasConversion(DayConverter).HasMaxLength(DayLength);
        builder.Property(s => s.AgreeBudgetBy).HasConversion(DayConverter).HasMaxLength(DayLength);
    }

    private static DayOfYear Read(string text) => DayOfYear.TryParse(text, out var day)
        ? day
        : throw new InvalidOperationException($"{text} is no day of a year.");
}
