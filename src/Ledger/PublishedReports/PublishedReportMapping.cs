using System.Text.Json;
using System.Text.Json.Serialization;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegratedCare.Ledger.PublishedReports;

internal sealed class PublishedReportMapping : IEntityTypeConfiguration<PublishedReport>
{
    private static readonly JsonSerializerOptions Json = JsonOptions();

    private static readonly ValueConverter<PublishedFigures, string> Converter = new(figures => Write(figures), text => Read(text));

    private static readonly ValueComparer<PublishedFigures> Comparer = new(
        (left, right) => left != null && right != null && Write(left) == Write(right),
        figures => Write(figures).GetHashCode(StringComparison.Ordinal),
        figures => figures);

    public void Configure(EntityTypeBuilder<PublishedReport> builder)
    {
        builder.ToTable("published_reports");
        builder.HasKey(report => new { report.FundCode, report.Code });
        builder.Property(report => report.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(report => report.Code).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(report => report.Figures).HasColumnType("jsonb").HasConversion(Converter, Comparer);
        builder.HasOne<Fund>().WithMany().HasForeignKey(report => report.FundCode).OnDelete(DeleteBehavior.Restrict);
    }

    private static string Write(PublishedFigures figures) => JsonSerializer.Serialize(figures, Json);

    private static PublishedFigures Read(string text) => JsonSerializer.Deserialize<PublishedFigures>(text, Json)
        ?? throw new InvalidOperationException("A published report has figures.");

    // As on the wire; a member that a later version of this program has written does not stop this one.
    private static JsonSerializerOptions JsonOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
        return options;
    }
}
