using System.Text.Json;
using System.Text.Json.Serialization;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegratedCare.Ledger.Agreements;

internal sealed class AgreementMapping : IEntityTypeConfiguration<AgreementVersion>, IEntityTypeConfiguration<AgreementAnswer>,
    IEntityTypeConfiguration<AgreementEffect>
{
    private const int SubjectLengthMax = 200;
    private static readonly JsonSerializerOptions Json = JsonOptions();

    private static readonly ValueConverter<AgreementTerms, string> TermsConverter = new(
        terms => JsonSerializer.Serialize(terms, Json), text => Read(text));

    // Versions are written once, so that no terms are ever compared with changed ones.
    private static readonly ValueComparer<AgreementTerms> TermsComparer = new(
        (left, right) => ReferenceEquals(left, right), terms => terms.HostOrganisationCode.GetHashCode(StringComparison.Ordinal), terms => terms);

    public void Configure(EntityTypeBuilder<AgreementVersion> builder)
    {
        builder.ToTable("agreement_versions", table => table.HasCheckConstraint("ck_agreement_versions_version", "version > 0"));
        builder.HasKey(version => new { version.FundCode, version.Version });
        builder.Property(version => version.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(version => version.Version).ValueGeneratedNever();
        builder.Property(version => version.Terms).HasColumnType("jsonb").HasConversion(TermsConverter, TermsComparer);
        // These only repeat what the terms say.
        builder.Ignore(version => version.HostOrganisationCode).Ignore(version => version.PoolManager).Ignore(version => version.Partners)
            .Ignore(version => version.Contributions).Ignore(version => version.RiskShare).Ignore(version => version.Limits)
            .Ignore(version => version.ReportingMonths);
        builder.Property(version => version.Reason).HasMaxLength(AgreementVersion.ReasonLengthMax);
        builder.Property(version => version.AskedBy).HasMaxLength(SubjectLengthMax);
        builder.HasOne<Fund>().WithMany().HasForeignKey(version => version.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<AgreementAnswer> builder)
    {
        builder.ToTable("agreement_answers");
        builder.Property(answer => answer.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(answer => answer.OrganisationCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(answer => answer.Reason).HasMaxLength(AgreementVersion.ReasonLengthMax);
        builder.Property(answer => answer.AnsweredBy).HasMaxLength(SubjectLengthMax);
        builder.HasOne<AgreementVersion>().WithMany().HasForeignKey(answer => new { answer.FundCode, answer.Version })
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(answer => new { answer.FundCode, answer.Version, answer.OrganisationCode })
            .HasFilter($"kind <> '{nameof(AnswerKind.Withdrawn)}'").IsUnique().HasDatabaseName("ux_agreement_answers_partner");
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<AgreementEffect> builder)
    {
        builder.ToTable("agreement_effects");
        builder.HasKey(effect => new { effect.FundCode, effect.Version });
        builder.Property(effect => effect.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(effect => effect.Version).ValueGeneratedNever();
        builder.HasOne<AgreementVersion>().WithOne().HasForeignKey<AgreementEffect>(effect => new { effect.FundCode, effect.Version })
            .OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }

    private static AgreementTerms Read(string text) => JsonSerializer.Deserialize<AgreementTerms>(text, Json)
        ?? throw new InvalidOperationException("An agreement has terms.");

    // As on the wire; a member that a later version of this program has written does not stop this one.
    private static JsonSerializerOptions JsonOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
        return options;
    }
}
