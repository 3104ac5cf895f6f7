using System.Text.Json;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegratedCare.Ledger.BetterCare;

internal sealed class BetterCareMapping : IEntityTypeConfiguration<BetterCarePlan>
{
    public const string Key = "pk_better_care_plans";

    private const int SubjectLengthMax = 200;
    private static readonly JsonSerializerOptions Json = JsonOptions();

    private static readonly ValueConverter<BetterCareTerms, string> TermsConverter = new(
        terms => JsonSerializer.Serialize(terms, Json), text => Read(text));

    // Versions are written once, so that no terms are ever compared with changed ones.
    private static readonly ValueComparer<BetterCareTerms> TermsComparer = new(
        (left, right) => ReferenceEquals(left, right), terms => terms.Schemes.Count, terms => terms);

    public void Configure(EntityTypeBuilder<BetterCarePlan> builder)
    {
        builder.ToTable("better_care_plans", table => table.HasCheckConstraint("ck_better_care_plans_version", "version > 0"));
        builder.HasKey(plan => new { plan.FundCode, plan.Version }).HasName(Key);
        builder.Property(plan => plan.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(plan => plan.Version).ValueGeneratedNever();
        builder.Property(plan => plan.Terms).HasColumnType("jsonb").HasConversion(TermsConverter, TermsComparer);
        builder.Property(plan => plan.PutBy).HasMaxLength(SubjectLengthMax);
        builder.Ignore(plan => plan.Tag);
        builder.HasOne<Fund>().WithMany().HasForeignKey(plan => plan.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }

    private static BetterCareTerms Read(string text) =>
        JsonSerializer.Deserialize<BetterCareTerms>(text, Json) ?? throw new InvalidOperationException("A plan without terms was stored.");

    private static JsonSerializerOptions JsonOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        return options;
    }
}
