using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Payments;

internal sealed class PayeeMapping : IEntityTypeConfiguration<Payee>
{
    public const string VersionIndex = "ux_payees_version";

    /// <summary>A trigger holds it, and names it as an index would.</summary>
    public const string ProviderIndex = "ux_payees_provider";

    public void Configure(EntityTypeBuilder<Payee> builder)
    {
        builder.ToTable("payees", table => table.HasCheckConstraint("ck_payees_version", "version > 0"));
        builder.HasKey(payee => payee.Id);
        builder.Property(payee => payee.Id).ValueGeneratedNever();
        builder.Property(payee => payee.HostOrganisationCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(payee => payee.OrganisationCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(payee => payee.Name).HasMaxLength(120);
        builder.Property(payee => payee.Details).IsSealed(BankDetails.Column);
        builder.Property(payee => payee.PutBy).HasMaxLength(PaymentMapping.SubjectLengthMax);
        builder.Ignore(payee => payee.Tag);
        builder.HasIndex(payee => new { payee.HostOrganisationCode, payee.OrganisationCode, payee.Version }).IsUnique().HasDatabaseName(VersionIndex);
    }
}
