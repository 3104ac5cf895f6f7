using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Settings;

internal sealed class PlaceSettingsMapping : IEntityTypeConfiguration<PlaceSettings>
{
    public void Configure(EntityTypeBuilder<PlaceSettings> builder)
    {
        builder.ToTable("place_settings", t => t.HasCheckConstraint("ck_place_settings_one_row", $"id = {PlaceSettings.OnlyId}"));
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.OpenHoldsMax).HasDefaultValue(PlaceSettings.Default.OpenHoldsMax).ValueGeneratedNever();
        builder.Property(s => s.OverbookingsPerDay).HasDefaultValue(PlaceSettings.Default.OverbookingsPerDay).ValueGeneratedNever();
    }
}
