using System.Text.Json;
using System.Text.Json.Serialization;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegratedCare.Ledger.Periods;

internal sealed class PeriodMapping : IEntityTypeConfiguration<PeriodClosing>, IEntityTypeConfiguration<PeriodReopening>
{
    public const string WaitingIndex = "ux_period_reopenings_waiting";
    private const int SubjectLengthMax = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly ValueConverter<Period, DateOnly> PeriodConverter = new(period => period.FirstDay, day => Period.Of(day));

    private static readonly ValueConverter<List<PeriodItem>, string> ItemsConverter = new(
        items => JsonSerializer.Serialize(items, Json), text => Read(text));

    // Closings are written once: no checklist is ever compared with a changed one.
    private static readonly ValueComparer<List<PeriodItem>> ItemsComparer = new(
        (left, right) => ReferenceEquals(left, right), items => items.Count, items => items);

    public void Configure(EntityTypeBuilder<PeriodClosing> builder)
    {
        builder.ToTable("period_closings", table => table.HasCheckConstraint("ck_period_closings_times", "times > 0"));
        builder.HasKey(closing => new { closing.FundCode, closing.Period, closing.Times });
        builder.Property(closing => closing.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(closing => closing.Period).HasConversion(PeriodConverter).ValueGeneratedNever();
        builder.Property(closing => closing.Times).ValueGeneratedNever();
        builder.Property(closing => closing.Items).HasColumnType("jsonb").HasConversion(ItemsConverter, ItemsComparer);
        builder.Property(closing => closing.ClosedBy).HasMaxLength(SubjectLengthMax);
        builder.HasOne<Fund>().WithMany().HasForeignKey(closing => closing.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<PeriodReopening> builder)
    {
        builder.ToTable("period_reopenings", table =>
        {
            table.HasCheckConstraint("ck_period_reopenings_four_eyes", "decided_by <> asked_by");
            table.HasCheckConstraint("ck_period_reopenings_decision",
                "(decided_by IS NULL) = (decided_at IS NULL) AND (decided_at IS NULL) = (is_approved IS NULL)");
        });
        builder.Property(reopening => reopening.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(reopening => reopening.Period).HasConversion(PeriodConverter);
        builder.Property(reopening => reopening.Reason).HasMaxLength(PeriodClosing.ReasonLengthMax);
        builder.Property(reopening => reopening.AskedBy).HasMaxLength(SubjectLengthMax);
        builder.Property(reopening => reopening.DecidedBy).HasMaxLength(SubjectLengthMax);
        builder.HasOne<PeriodClosing>().WithMany()
            .HasForeignKey(reopening => new { reopening.FundCode, reopening.Period, reopening.Times }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(reopening => new { reopening.FundCode, reopening.Period })
            .HasFilter("decided_at IS NULL").IsUnique().HasDatabaseName(WaitingIndex);
        builder.HasIndex(reopening => new { reopening.FundCode, reopening.Period, reopening.Times })
            .HasFilter("is_approved").IsUnique().HasDatabaseName("ux_period_reopenings_approved");
    }

    private static List<PeriodItem> Read(string text) => JsonSerializer.Deserialize<List<PeriodItem>>(text, Json)
        ?? throw new InvalidOperationException("A closing keeps its checklist.");
}
